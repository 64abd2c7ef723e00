/** Names that are hard to show, of invented people for whom texts and settings are tried. */
export const longName = "Massimilianalessandraferdinanda ".repeat(6).trim();
/** Syntax of Markdown, HTML, YAML and templates, a line break, and a right-to-left override. */
export const hostileName = `{{name}} <b>"*_[x](https://x.example)\n---\u202e`;
