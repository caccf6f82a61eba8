/* What narrows a search, and its order: a row of selects, with how many results each choice leaves. */
import { element } from "./results.js";

const NAMES = ["author", "section", "year", "volume", "language"];

// *labels*: what is said, by name; *wanted*: choices by name, as an address has them.
export function filters(form, labels, wanted) {
  const row = element("div", "sf-search__filters");
  const select = (name, ...options) => {
    const made = Object.assign(element("select"), { name });
    made.append(...options.map(([value, text]) => new Option(text, value, false, value === wanted[name])));
    const label = element("label", "sf-search__filter", `${labels[name]} `);
    label.append(made);
    row.append(label);
    return made;
  };
  const selects = NAMES.map((name) => select(name, ["", labels.all]));
  const order = select("sort", ...["", "newest", "oldest"].map((value) => [value, labels[value || "relevance"]]));
  form.append(row);

  let known; // the facets of the index
  let places; // of posts in their lists

  // Values of a filter that a post has.
  const had = (post, facet) => (facet?.of[places.get(post)] ?? []).map((number) => facet.values[number]);
  // Those of *posts* that all filters leave, but that of a name.
  const left = (posts, without) => {
    const asked = selects.filter(({ name, value }) => value && name !== without);
    return posts.filter((post) => asked.every(({ name, value }) => had(post, known.facets[name]).includes(value)));
  };

  return {
    // shows those of which there is something to choose; *sizes*: how many values there are, by name
    show(sizes) {
      for (const { name, parentElement } of selects) parentElement.hidden = !(sizes[name] > 1 || wanted[name]);
    },
    // value of each choice that is made, by name; before it is known which there are, those of the address
    get chosen() {
      const values = [...selects.map(({ name, value }) => [name, known ? value : wanted[name]]), ["sort", order.value]];
      return Object.fromEntries(values.filter(([, value]) => value));
    },
    // the choices by which something is shown without a query
    get narrow() {
      return NAMES.flatMap((name) => this.chosen[name] ?? []).join(", ");
    },
    // *facets*: of the index; returns all posts
    know(facets) {
      const chosen = this.chosen;
      if (known !== facets) {
        known = facets;
        let post = 0;
        places = new Map(facets.posts.map((step, place) => [(post += step), place]));
        for (const one of selects) {
          const value = chosen[one.name]; // which an index without it finds nowhere
          if (value) one.add(new Option(value, value, true, true));
        }
      }
      return [...places.keys()];
    },
    // the posts that are left, in the order that is chosen, else in *usual*; those without a day come last
    applied(posts, usual) {
      const sign = { newest: -1, oldest: 1 }[order.value || usual];
      const place = (post) => sign * (known.days[places.get(post)] ?? sign * 1e9);
      return sign ? left(posts).sort((a, b) => place(a) - place(b)) : left(posts);
    },
    // says beside each choice how many of *posts* it leaves; those that leave none are not offered
    count(posts) {
      for (const one of selects) {
        const facet = known.facets[one.name];
        const { value: chosen } = one;
        const counts = new Map(chosen ? [[chosen, 0]] : []);
        for (const value of left(posts, one.name).flatMap((post) => had(post, facet))) counts.set(value, (counts.get(value) ?? 0) + 1);
        const values = [...counts.keys()].sort((a, b) => a.localeCompare(b));
        if (one.name === "year") values.reverse();
        one.replaceChildren(new Option(labels.all, ""), ...values.map((value) => new Option(`${value} (${counts.get(value).toLocaleString(labels.lang)})`, value)));
        one.value = chosen;
      }
    },
  };
}
