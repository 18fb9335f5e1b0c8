/** HTML of the explorer's page. Nothing but the two bundled files may load, and only the script with the nonce may run. */
export function pageHtml(page: { readonly cspSource: string; readonly script: string; readonly style: string; readonly nonce: string; readonly title: string }): string {
  const policy = [
    "default-src 'none'",
    `img-src ${page.cspSource} data:`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `script-src 'nonce-${page.nonce}'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${page.style}">
</head>
<body>
<main id="bitscape-explorer"><p class="bs-loading">Reading the frontier …</p></main>
<script nonce="${page.nonce}" src="${page.script}"></script>
</body>
</html>
`;
}

/** 32 characters that cannot be guessed. */
export function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
