# What Jekyll makes of each document, before its layout: a line of JSON each, in the file that TAKEOVER_RECORDS names.
# A tag that no plugin here defines stays as text, and a document that fails is recorded with its reason;
# else neither would leave anything to compare with.
require "json"

module TakeOver
  FILE = File.open(ENV.fetch("TAKEOVER_RECORDS"), "w")

  def self.write(document, content, error = "")
    record = { :path => document.relative_path, :url => document.url, :title => document.data["title"].to_s,
               :is_page => document.output_ext == ".html", :content => content.to_s, :error => error }
    FILE.puts(JSON.generate(record.transform_values { |v| v.is_a?(String) ? v.encode("UTF-8", :invalid => :replace, :undef => :replace).scrub : v }))
    FILE.flush
  end

  # A tag of a plugin, as it is written.
  class Unknown < Liquid::Tag
    def render_to_output_buffer(_context, output)
      output << "{% #{@tag_name} #{@markup.strip} %}"
    end
  end

  module Tags
    OF_BLOCKS = /\A(?:else|elsif|when)\z/.freeze

    def [](name)
      super || (Unknown unless OF_BLOCKS.match?(name) || (name.start_with?("end") && key?(name[3..])))
    end

    def key?(name)
      any? { |known, _| known == name }
    end
  end

  module Renderer
    def render_document
      super
    rescue StandardError => e
      TakeOver.write(document, "", "#{e.class}: #{e.message}"[0, 300])
      ""
    end
  end
end

Liquid::Template::TagRegistry.prepend(TakeOver::Tags)
Jekyll::Renderer.prepend(TakeOver::Renderer)
Jekyll::Hooks.register([:documents, :pages], :post_convert) { |document| TakeOver.write(document, document.content) }
