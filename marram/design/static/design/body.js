// Tells the styles that scripts run, before anything is drawn. Kept in a file of its own because
// the page's policy allows no script within the page.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
