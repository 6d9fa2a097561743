// Passkeys: asks the browser for one, or to make one, and sends the form with what it gave. The
// server's data stand in the page. Without a browser that can, the button stays hidden.

const options = document.getElementById("passkey-options");
const form = document.querySelector("form[data-passkey]");

const asked = {
  make: (publicKey) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }),
  use: (publicKey) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) }),
};

const isAble =
  window.PublicKeyCredential !== undefined &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function";

if (options && form && isAble) {
  const { publicKey } = JSON.parse(options.textContent);
  const button = form.querySelector("button[type=submit]");
  const says = form.querySelector("[data-passkey-says]");
  button.hidden = false;
  says.textContent = "";

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const credential = await asked[form.dataset.passkey](publicKey);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      says.textContent = says.dataset.failed;
      button.disabled = false;
    }
  });
}
