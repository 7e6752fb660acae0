"""Questions and cited answers over development-sector progress reports."""
