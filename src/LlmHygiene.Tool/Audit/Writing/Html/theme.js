try {
  const theme = localStorage.getItem("llm-hygiene-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Where nothing may be stored, the system's theme is taken.
}
