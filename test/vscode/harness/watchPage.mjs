/** Noise of an open build without network, by its cause. Everything else that a page complains about fails the test. */
const NOISE = [
  [/vsda(?:_bg)?\.(?:js|wasm)/, 'proprietary module, absent from the open build'],
  [/open-vsx\.org|extensionquery/, 'the gallery cannot be reached'],
  [/mobile\.events\.data\.microsoft\.com/, 'telemetry host'],
  [/authentication provider 'github'/, 'no account'],
  [/build\/Release\/watchdog/, 'native watchdog not built'],
  [/An unknown error occurred\. Please consult the log/, 'follows from the lines above'],
  [/Long running operations during shutdown are unsupported in the web/, 'reload of the page'],
  [/IndexedDB database 'vscode-web-db' is closed/, 'reload of the page'],
  [/Could not find pty/, 'terminal of a task that has ended'],
  [/Aborted onWillSaveTextDocument-event/, 'saving before a task on a slow machine'],
  [/Canceled: Canceled|RequestStore#acceptReply/, 'window closing'],
];

/** Collects what a page complains about: errors on its console, exceptions, failed requests, requests that leave the machine. */
export function watchPage(page) {
  const complaints = [];
  const note = (text) => {
    if (!NOISE.some(([pattern]) => pattern.test(text))) complaints.push(text);
  };
  page.on('console', (message) => {
    const text = `${message.text()} (${message.location().url})`;
    if (message.type() === 'error' || /Content Security Policy/.test(text)) note(`console: ${text}`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') note(`request failed: ${request.url()} ${why}`);
  });
  return complaints;
}
