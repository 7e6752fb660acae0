"""Gradio's own parts in the page's colours; the colours themselves stand in style.css."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils.fonts import Font

SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")

# The page's ground before style.css has arrived, so that nothing flashes; the same as --paper and --ink there.
PAPER, PAPER_DARK, INK, INK_DARK = "#f5f6f8", "#12171c", "#1b2530", "#e5eaef"

# Gradio's variable: ours. Dark differs only through ours.
COLOURS = {
    "background_fill_primary": "sheet",
    "background_fill_secondary": "paper",
    "block_background_fill": "sheet",
    "block_border_color": "line",
    "block_info_text_color": "ink-soft",
    "block_label_text_color": "ink",
    "block_title_text_color": "ink",
    "body_text_color_subdued": "ink-soft",
    "border_color_accent": "accent",
    "border_color_primary": "line",
    "button_primary_background_fill": "accent",
    "button_primary_background_fill_hover": "accent-strong",
    "button_primary_text_color": "on-accent",
    "button_secondary_background_fill": "sheet",
    "button_secondary_background_fill_hover": "accent-soft",
    "button_secondary_border_color": "line-strong",
    "button_secondary_border_color_hover": "accent",
    "button_secondary_text_color": "accent",
    "color_accent": "accent",
    "color_accent_soft": "accent-soft",
    "input_background_fill": "sheet",
    "input_background_fill_focus": "sheet",
    "input_border_color": "line-strong",
    "input_border_color_focus": "accent",
    "input_placeholder_color": "ink-soft",
}


def theme() -> gr.themes.Base:
    """A plain theme on system fonts, so that no font is requested."""
    base = gr.themes.Base(
        font=[Font(name) for name in SYSTEM_FONTS], font_mono=[Font("ui-monospace"), Font("monospace")]
    )
    base.set(
        body_background_fill=PAPER,
        body_background_fill_dark=PAPER_DARK,
        body_text_color=INK,
        body_text_color_dark=INK_DARK,
        button_border_width="1px",
        input_border_width="1px",
        input_radius="6px",
        button_medium_radius="6px",
        input_shadow_focus="0 0 0 1px var(--accent)",
    )
    for name, colour in COLOURS.items():
        setattr(base, name, f"var(--{colour})")
        setattr(base, f"{name}_dark", f"var(--{colour})")
    return base
