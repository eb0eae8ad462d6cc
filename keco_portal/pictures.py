"""Draw the portal's icons and the picture of its links in social networks, from its mark.

    make pictures

Run at development time, last on 2026-11-24; what it writes is committed. It needs Chromium, a
font with Hangul, and the packages of the tests. The portal itself needs none of this.
"""

import base64
import shutil
import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
PICTURES = HOUSE / "static" / "img"
FONT = HOUSE / "static" / "vendor" / "gotjawal-1.3.9" / "gotjawal-latin.woff2"
# The mark in the two greens of the light page, and on the deep green that stands behind it.
ON_GROUND = {"#0a7a5b": "#ffffff", "#4db391": "#9fd9c0"}
GROUND = "#00634a"

ICON = """<style>
  body {{ margin: 0; inline-size: {size}px; block-size: {size}px; background: {ground};
    display: grid; place-items: center; }}
  svg {{ inline-size: {share}%; }}
</style>{mark}"""

LINK = """<meta charset="utf-8"><style>
  @font-face {{ font-family: Gotjawal; font-weight: 400 700;
    src: url(data:font/woff2;base64,{font}); }}
  body {{ margin: 0; inline-size: 1200px; block-size: 630px; background: {ground}; color: #fff;
    font: 400 34px/1.4 Gotjawal, "Noto Sans CJK KR"; display: grid; align-items: center;
    grid-template-columns: 400px 1fr; }}
  svg {{ inline-size: 250px; justify-self: center; }}
  h1 {{ font-size: 76px; line-height: 1.1; margin: 0 60px 24px 0; letter-spacing: -.02em; }}
  p {{ margin: 0 60px 0 0; color: #cfeadd; }}
</style>{mark}<div>
<h1>Environmental Cooperation Portal</h1>
<p lang="ko">환경 국제협력 포털</p></div>"""


def main():
    mark = (PICTURES / "mark.svg").read_text(encoding="utf-8")
    light = mark
    for dark, bright in ON_GROUND.items():
        light = light.replace(dark, bright)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()

        def drawn(html, width, height):
            page.set_viewport_size({"width": width, "height": height})
            page.set_content(html)
            page.evaluate("document.fonts.ready")
            return page.screenshot(omit_background=True)

        def icon(size, share=94, ground="transparent", mark=mark):
            html = ICON.format(size=size, share=share, ground=ground, mark=mark)
            return drawn(html, size, size)

        (HOUSE / "public" / "favicon.ico").write_bytes(as_ico(icon(32, share=100), 32))
        (PICTURES / "icon-192.png").write_bytes(icon(192))
        (PICTURES / "icon-512.png").write_bytes(icon(512))
        # A phone cuts these to its own shape: the mark keeps to the middle.
        (PICTURES / "icon-maskable-512.png").write_bytes(icon(512, 58, GROUND, light))
        (PICTURES / "apple-touch-icon.png").write_bytes(icon(180, 70, GROUND, light))
        font = base64.b64encode(FONT.read_bytes()).decode()
        html = LINK.format(font=font, ground=GROUND, mark=light)
        (PICTURES / "link.png").write_bytes(drawn(html, 1200, 630))
        browser.close()


def as_ico(png: bytes, size: int) -> bytes:
    """An ICO file that holds one picture, `png`, of `size` pixels each way."""
    header = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 6 + 16)
    return header + entry + png


if __name__ == "__main__":
    main()
