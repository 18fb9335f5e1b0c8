// Packs dist/bitscape.vsix (with `--web`: dist/bitscape-web.vsix, without the part for Node, to test the other): a zip with the extension and the two descriptions that every VSIX has. No tool of the marketplace is
// needed to install it: `code --install-extension extension/dist/bitscape.vsix`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

const here = fileURLToPath(new URL('.', import.meta.url));
const manifest = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
const web = process.argv.includes('--web');
const shipped = [...(web ? [] : ['dist/node/extension.js']), 'dist/web/extension.js', 'dist/webview/main.js', 'dist/webview/explorer.css', 'README.md', 'language-configuration.json'];
for (const folder of ['dist/schemas', 'syntaxes', 'media']) for (const name of await readdir(join(here, folder))) shipped.push(`${folder}/${name}`);

// `private` and everything about building stay at home.
const { private: _private, scripts: _scripts, devDependencies: _devDependencies, main, extensionKind, ...rest } = manifest;
const published = web ? rest : { ...rest, main, extensionKind };
const files = {
  '[Content_Types].xml': text(contentTypes(['json', 'js', 'css', 'md', 'png', 'svg', 'txt', 'vsixmanifest'])),
  'extension.vsixmanifest': text(vsixManifest(manifest)),
  'extension/package.json': text(`${JSON.stringify(published, null, 2)}\n`),
  'extension/LICENSE.txt': await readFile(join(here, '..', 'LICENSE')),
};
for (const name of shipped.sort()) files[`extension/${name}`] = await readFile(join(here, name));

const target = join(here, 'dist', web ? 'bitscape-web.vsix' : 'bitscape.vsix');
// A fixed time stamp: the same sources give the same bytes.
await writeFile(target, zipSync(files, { level: 9, mtime: '2000-01-01T00:00:00' }));
process.stdout.write(`${target}\n`);

function vsixManifest({ name, publisher, version, displayName, description, categories, keywords, engines }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}" />
    <DisplayName>${escape(displayName)}</DisplayName>
    <Description xml:space="preserve">${escape(description)}</Description>
    <Tags>${escape(keywords.join(','))}</Tags>
    <Categories>${escape(categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escape(engines.vscode)}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${web ? 'web' : 'workspace'}" />
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>extension/media/icon.png</Icon>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Icons.Default" Path="extension/media/icon.png" Addressable="true" />
  </Assets>
</PackageManifest>
`;
}

function contentTypes(extensions) {
  const types = { json: 'application/json', js: 'application/javascript', css: 'text/css', md: 'text/markdown', png: 'image/png', svg: 'image/svg+xml', txt: 'text/plain', vsixmanifest: 'text/xml' };
  const entries = extensions.map((extension) => `<Default Extension=".${extension}" ContentType="${types[extension]}" />`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${entries}</Types>
`;
}

function escape(value) {
  return value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function text(value) {
  return new TextEncoder().encode(value);
}
