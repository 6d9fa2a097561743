// A button that copies a citation. Without it one press on the text selects all of it.

const live = document.getElementById("live");

for (const cited of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = cited.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(cited.textContent.trim());
    button.textContent = cited.dataset.copied;
    live.textContent = cited.dataset.copied;
  });
  cited.nextElementSibling.prepend(button);
}
