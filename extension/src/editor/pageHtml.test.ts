import { describe, expect, it } from 'vitest';
import { createNonce, pageHtml } from './pageHtml.js';

const page = { cspSource: 'https://host', script: 'https://host/main.js', style: 'https://host/explorer.css', nonce: 'n0nce', title: 'a.frontier.json' };

describe('pageHtml', () => {
  it('lets only the script with the nonce run and nothing inline', () => {
    const html = pageHtml(page);
    expect(html).toContain("script-src 'nonce-n0nce'");
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('unsafe');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style=| on\w+=/);
  });
  it('has what a screen reader needs and takes a file name as text', () => {
    const html = pageHtml({ ...page, title: '"><script>x</script>' });
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<main');
    expect(html.match(/<script/g)).toHaveLength(1);
  });
});

describe('createNonce', () => {
  it('is different every time', () => {
    const many = Array.from({ length: 100 }, createNonce);
    expect(new Set(many).size).toBe(100);
    for (const nonce of many) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
  });
});
