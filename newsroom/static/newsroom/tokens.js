/* Signing in again in another window gives this browser another token: a form that was open before sends that one. */
document.addEventListener(
  "submit",
  (event) => {
    const fresh = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="))?.slice("csrftoken=".length)
    if (!fresh) return
    for (const field of event.target.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh
  },
  { capture: true },
)
