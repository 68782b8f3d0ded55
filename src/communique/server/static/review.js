// Words marked in the story become the quote that an edit rests on.
"use strict";

for (const quote of document.querySelectorAll("textarea[data-from]")) {
  const story = document.getElementById(quote.dataset.from);
  const first = story.querySelector("mark");
  if (first) {
    story.scrollTop = first.offsetTop - story.offsetTop - story.clientHeight / 3;
  }
  story.addEventListener("mouseup", () => take());
  story.addEventListener("keyup", () => take());
  const take = () => {
    const marked = document.getSelection();
    if (!marked.isCollapsed && story.contains(marked.anchorNode) && story.contains(marked.focusNode)) {
      quote.value = marked.toString().trim();
    }
  };
}
