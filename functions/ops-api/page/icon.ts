/** The console's mark in a browser's tab. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#13211b"/><path d="M10 7v18M22 7 11 16l11 9" fill="none" stroke="#57c79b" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
