/** The part of the page that belongs to one guide; null on a page without one. */
export const page = document.querySelector<HTMLElement>("main[data-page]");

/** Path of the guide's page, without a slash at its end. */
export const pageAddress = page?.dataset.page ?? "";
