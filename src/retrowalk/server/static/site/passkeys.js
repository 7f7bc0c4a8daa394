// Says in the page what a browser's refusal of a passkey would only say in its console.
document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("passkey-trouble");
  if (!place) return;
  event.preventDefault();
  place.hidden = false;
  place.focus();
});
