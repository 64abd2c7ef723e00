const dialog = document.querySelector<HTMLDialogElement>("#dialog");

/** Opens the explanation of a topic over the page. */
export function explainTopic(topic: string): void {
  const details = document.getElementById(topic);
  const text = details?.querySelector(".topic");
  if (!dialog || !text) return;
  if (typeof dialog.showModal !== "function") {
    (details as HTMLDetailsElement).open = true;
    details?.scrollIntoView();
    return;
  }
  const title = dialog.querySelector("#dialog-title");
  if (title) title.textContent = details?.querySelector("summary")?.textContent ?? "";
  const shown = dialog.querySelector("#dialog-text");
  shown?.replaceChildren(...[...text.childNodes].map((node) => node.cloneNode(true)));
  dialog.showModal();
  // The text of another topic may have been scrolled.
  shown?.scrollTo(0, 0);
}

/** While it is open, the button that opened it stays, so that focus can return to it. */
export const isExplaining = () => dialog?.open === true;
