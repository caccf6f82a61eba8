"""What is made of one picture, whatever it is."""

from __future__ import annotations

import hashlib
import io
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from pictures import drawing, encoded, photograph
from standfirst.pictures.conversion import originals
from standfirst.pictures.conversion.convert import Converter, Task
from standfirst.pictures.conversion.originals import Originals, look
from standfirst.pictures.conversion.renditions import Recipe
from standfirst.pictures.formats import opening
from standfirst.pictures.formats.opening import NoPicture
from standfirst.pictures.formats.pixels import developed
from standfirst.pictures.formats.stripping import TYPES, stripped

SMALL = Recipe(widths=(48, 96), fallback=120)
"""For pictures that are small, so that tests are quick."""


def converted(path, *roles, recipe=None):
    """Return what was made of the file, and the files' bytes by their names."""
    task = Task(original=look(path), roles=roles or ("text",), recipe=recipe or Recipe(), mark="m")
    converter = Converter(path.read_bytes(), task)
    return converter.shown(), converter.files


def image(content: bytes) -> Image.Image:
    """Return a picture, read as far as its last pixel."""
    result = Image.open(io.BytesIO(content))
    result.load()
    return result


def test_photograph(tmp_path):
    """There are three widths of the modern format, a JPEG for the others, and the whole picture as it was."""
    path = tmp_path / "a.jpg"
    photograph(2000, 1500).save(path, quality=90)

    shown, files = converted(path)
    assert (shown.width, shown.height) == (2000, 1500)
    assert [(r.type, r.width, r.height) for r in shown.modern] == [
        ("image/avif", 480, 360),
        ("image/avif", 800, 600),
        ("image/avif", 1600, 1200),
    ]
    assert (shown.fallback.type, shown.fallback.width) == ("image/jpeg", 1200)
    assert (shown.full.type, shown.full.width) == ("image/jpeg", 2000)
    assert (shown.thumbs, shown.portrait) == ((), None)
    assert {r.name for r in shown.files()} == set(files)
    for rendition in shown.files():
        made = image(files[rendition.name])
        assert made.size == (rendition.width, rendition.height)
        assert Image.MIME[made.format] == rendition.type
        assert len(files[rendition.name]) == rendition.bytes


@pytest.mark.parametrize("format_", ["avif", "webp"])
@pytest.mark.parametrize("make", [photograph, drawing])
def test_small_pictures_are_not_enlarged_and_nothing_grows(tmp_path, make, format_):
    """No file is wider than the picture; none that is as wide has more bytes."""
    path = tmp_path / "a.png"
    make(600, 400).save(path)

    shown, _files = converted(path, "lead", recipe=Recipe(format=format_))
    size = path.stat().st_size
    assert max(r.width for r in shown.files()) == 600
    assert {r.bytes <= size for r in shown.files() if r.width == 600} == {True}
    assert [r.width for r in shown.modern] in ([], [480, 600])
    assert shown.full is None


def test_heavily_compressed_picture_keeps_its_bytes(tmp_path):
    """Where every other file would be larger, there is only the picture itself."""
    path = tmp_path / "a.jpg"
    photograph(400, 300).save(path, quality=3, optimize=True)

    shown, files = converted(path)
    assert shown.modern == ()
    assert files[shown.fallback.name] == stripped(path.read_bytes(), "image/jpeg")


def test_drawing_falls_back_to_png_where_that_is_smaller(tmp_path):
    """A chart stays sharp for old browsers too."""
    path = tmp_path / "a.png"
    drawing(1300, 650).save(path)

    shown, _ = converted(path, recipe=Recipe(widths=(480,), fallback=1200))
    assert shown.fallback.type == "image/png"


def test_transparency_is_kept_where_there_is_any(tmp_path):
    """A transparent picture falls back to PNG; one whose pixels are all opaque is a photograph."""
    clear = photograph(500, 400, "RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 100, 100))
    clear.save(tmp_path / "clear.png")
    photograph(500, 400, "RGBA").save(tmp_path / "opaque.png")

    shown, files = converted(tmp_path / "clear.png")
    for rendition in shown.files():
        assert image(files[rendition.name]).convert("RGBA").getpixel((10, 10))[3] < 8
    assert converted(tmp_path / "opaque.png")[0].fallback.type == "image/jpeg"


def test_crops(tmp_path):
    """Listings get 3 : 2 from the middle, portraits a square; panoramas are not cropped from what is too small."""
    wide = Image.new("RGB", (3000, 400), "red")
    wide.paste("blue", (1200, 0, 1800, 400))
    wide.save(tmp_path / "a.png")

    shown, files = converted(tmp_path / "a.png", "lead", "portrait")
    assert [(r.width, r.height) for r in shown.thumbs] == [(320, 213), (600, 400)]
    assert (shown.portrait.width, shown.portrait.height) == (320, 320)
    for crop in (*shown.thumbs, shown.portrait):
        red, _, blue = image(files[crop.name]).convert("RGB").getpixel((3, 3))
        assert (red, blue) < (40, 200)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_orientation_is_applied(tmp_path, orientation, format_):
    """Whatever a camera says, the picture lies as it is to be seen, and no file says anything any more."""
    upright = Image.new("RGB", (360, 180), "white")
    upright.paste("red", (0, 0, 120, 60))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    """Pillow's way from upright to what such a camera writes."""
    turned = upright.transpose(back[orientation]) if orientation in back else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"a.{format_.lower()}"
    turned.save(path, exif=exif)

    shown, files = converted(path, recipe=SMALL)
    assert (shown.width, shown.height) == (360, 180)
    for rendition in shown.files():
        made = image(files[rendition.name])
        assert made.size == (rendition.width, rendition.height)
        assert not made.getexif()
        red, green, _ = made.convert("RGB").getpixel((made.width // 6, made.height // 6))
        assert (red > 200, green < 60) == (True, True)


def with_metadata(image_: Image.Image, format_: str) -> bytes:
    """Return a file that says in every way that its format has where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET exif"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    options = {"exif": exif, "xmp": b"<x:xmpmeta>SECRET xmp</x:xmpmeta>"}
    if format_ == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "SECRET text")
        text.add_itxt("XML:com.adobe.xmp", "SECRET xmp", zip=False)
        options = {"exif": exif, "pnginfo": text}
    if format_ in {"JPEG", "GIF"}:
        options["comment"] = b"SECRET comment"
    return encoded(image_, format_, **options) + b"SECRET after the end"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_metadata_is_gone(tmp_path, format_):
    """Nothing that tells of place, person or camera is in any file, nor what was hidden after the picture's end."""
    path = tmp_path / f"a.{format_.lower()}"
    path.write_bytes(with_metadata(photograph(260, 40), format_))

    shown, files = converted(path, "lead", "portrait", recipe=SMALL)
    assert path.read_bytes().count(b"SECRET") > 1
    for rendition in shown.files():
        assert b"SECRET" not in files[rendition.name]
        assert not image(files[rendition.name]).getexif()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF"])
def test_stripping_touches_no_pixel(format_):
    """The pixels are bit for bit as they were, and stripping again changes nothing."""
    content = with_metadata(photograph(300, 200), format_)

    result = stripped(content, f"image/{format_.lower()}")
    assert image(result).convert("RGBA").tobytes() == image(content).convert("RGBA").tobytes()
    assert stripped(result, f"image/{format_.lower()}") == result


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(TYPES)), st.data())
def test_stripping_any_bytes(type_, data):
    """Cut off or broken, a file is stripped or refused."""
    whole = encoded(photograph(20, 20), type_.removeprefix("image/"))
    content = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 255)))):
        if at < len(content):
            content[at] = byte
    try:
        result = stripped(bytes(content), type_)
    except NoPicture:
        return

    # but for the head or the end that a file may lack
    assert len(result) <= len(content) + 12


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_a_whole_file_is_stripped_and_not_refused(type_):
    """It is the same picture then."""
    whole = encoded(photograph(20, 20), type_.removeprefix("image/"))

    assert image(stripped(whole, type_)).tobytes() == image(whole).tobytes()


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
"""It has the time in it at which it was made."""


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_colour_profiles_are_kept(tmp_path, format_):
    """Each file has the profile that its pixels are of."""
    path = tmp_path / f"a.{format_.lower()}"
    photograph(260, 160).save(path, icc_profile=PROFILE)

    shown, files = converted(path, "lead", recipe=SMALL)
    assert shown.full
    for rendition in shown.files():
        assert image(files[rendition.name]).info["icc_profile"] == PROFILE


def test_cmyk_becomes_rgb(tmp_path):
    """A picture for print has about its colours on screens, with a profile that is broken, too."""
    path = tmp_path / "a.jpg"
    Image.new("CMYK", (300, 200), (0, 255, 255, 0)).save(path)
    broken = tmp_path / "b.jpg"
    Image.new("CMYK", (300, 200), (0, 255, 255, 0)).save(
        broken, icc_profile=b"\0" * 16 + b"CMYK" + b"\0" * 200
    )

    for source in (path, broken):
        shown, files = converted(source)
        made = image(files[(shown.modern or (shown.fallback,))[0].name])
        red, green, blue = made.convert("RGB").getpixel((9, 9))
        assert made.mode == "RGB"
        assert red > 200
        assert max(green, blue) < 60


def test_cmyk_is_not_kept_for_print_either(tmp_path):
    """A book in the colours of screens takes no other, though the file be small."""
    path = tmp_path / "a.jpg"
    Image.new("CMYK", (40, 30), (0, 255, 255, 0)).save(path)
    shown, files = converted(path, "print")

    assert image(files[shown.fallback.name]).mode == "RGB"


def test_sixteen_bits_are_scaled():
    """Grey of sixteen bits is as bright with eight."""
    deep = Image.new("I;16", (8, 8), 0x8000)

    assert developed(encoded(deep, "PNG")).getpixel((3, 3)) == (127, 127, 127)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode(mode):
    """White stays white, whatever a file calls it."""
    content = encoded(Image.new("RGB", (8, 8), "white").convert(mode), "PNG")

    assert developed(content).convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_palette_with_transparency():
    """A colour of a palette that stands for nothing is transparent."""
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([255, 255, 255, 0, 0, 0])

    assert developed(encoded(palette, "GIF", transparency=0)).getpixel((3, 3))[3] == 0


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(tmp_path, format_):
    """All frames and their times are kept; crops are of the first."""
    path = tmp_path / f"a.{format_.lower()}"
    frames = [Image.new("RGB", (900, 600), colour) for colour in ("red", "lime", "blue")]
    options = {"save_all": True, "append_images": frames[1:], "duration": 70, "loop": 0}
    path.write_bytes(encoded(frames[0], format_, **options))

    shown, files = converted(path, "lead")
    made = image(files[shown.fallback.name])
    assert (made.n_frames, made.info["loop"]) == (3, 0)
    assert made.info["duration"] == 70
    assert shown.modern == ()
    assert image(files[shown.thumbs[0].name]).convert("RGB").getpixel((9, 9))[0] > 200


def test_print_gets_one_still_file(tmp_path):
    """A book gets JPEG or PNG, of what moves the first frame."""
    frames = [photograph(90, 60), drawing(90, 60)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    frames[0].save(tmp_path / "a.webp")
    frames[0].save(tmp_path / "a.avif")

    frames[0].save(tmp_path / "a.bmp")

    for name in ("a.gif", "a.webp", "a.avif", "a.bmp"):
        shown, files = converted(tmp_path / name, "print", recipe=Recipe(widths=(), fallback=60))
        (made,) = files.values()
        assert image(made).format in {"JPEG", "PNG"}
        assert getattr(image(made), "n_frames", 1) == 1
        assert shown.fallback.width == 60


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of few bytes that says it has so many pixels."""
    whole = encoded(Image.new("1", (10, 10)), "PNG")
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + whole[24:29]
    return whole[:12] + header + zlib.crc32(header).to_bytes(4) + whole[33:]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a picture of a known type"),
        (b"<!doctype html><title>404</title>", "not a picture of a known type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a picture of a known type"),
        (bomb(60_000, 60_000), "pixels"),
        (bomb(70_000, 10), "across"),
        (bomb(20_000, 20_000), "pixels"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is "),
    ],
    ids=["nothing", "HTML", "PostScript", "huge", "long", "bomb", "header"],
)
def test_what_is_no_picture_is_refused(tmp_path, content, reason):
    """It is refused from its beginning, with a reason."""
    path = tmp_path / "a.png"
    path.write_bytes(content)

    with pytest.raises(NoPicture, match=reason):
        look(path)


def test_frames_are_counted(tmp_path, monkeypatch):
    """A few pixels in very many frames are too large as well."""
    monkeypatch.setattr(opening, "MOST_MOVING_PIXELS", 1_000)
    frames = [Image.new("L", (20, 20), shade) for shade in range(0, 200, 50)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])

    with pytest.raises(NoPicture, match="frames"):
        look(tmp_path / "a.gif")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_cut_off_files_are_refused_when_converted(tmp_path, format_):
    """What its header promises is not there."""
    path = tmp_path / "a"
    whole = encoded(photograph(400, 300), format_)
    path.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(NoPicture):
        converted(path)


def test_looks_are_remembered_until_a_file_changes(tmp_path, monkeypatch):
    """A file is read once; broken ones too; a changed one again."""
    reads = []
    monkeypatch.setattr(originals, "look", lambda path: reads.append(path.name) or look(path))
    photograph(20, 10).save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes(b"bad")
    kept = tmp_path / "kept.json"

    for _ in range(2):
        known = Originals(kept)
        assert known.look(tmp_path / "good.png") == look(tmp_path / "good.png")
        with pytest.raises(NoPicture):
            known.look(tmp_path / "bad.png")
        known.save()
    assert sorted(reads) == ["bad.png", "good.png"]

    photograph(30, 10).save(tmp_path / "good.png")
    assert Originals(kept).look(tmp_path / "good.png").width == 30

    of_another = json.loads(kept.read_bytes()) | {"by": ["another", "version"]}
    kept.write_text(json.dumps(of_another))
    with pytest.raises(NoPicture):
        Originals(kept).look(tmp_path / "bad.png")
    assert reads[-2:] == ["good.png", "bad.png"]  # another version may read what this one refused


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": [[], {"x": 1}]}'])
def test_what_was_remembered_may_be_broken(tmp_path, content):
    """Then everything is looked at again."""
    photograph(20, 10).save(tmp_path / "a.png")
    (tmp_path / "kept.json").write_bytes(content)

    found = Originals(tmp_path / "kept.json").look(tmp_path / "a.png")
    assert found.sha256 == hashlib.sha256((tmp_path / "a.png").read_bytes()).hexdigest()
