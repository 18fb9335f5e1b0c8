import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Floor of each package: it imports only from floors below its own (docs/architecture.md). */
const FLOORS: Readonly<Record<string, number>> = {
  errors: 0,
  quantization: 1,
  pareto: 1,
  design: 2,
  network: 2,
  datapath: 3,
  engine: 4,
  accuracy: 5,
  hardware: 5,
  rtlgen: 5,
  search: 6,
  viewer: 6,
  cli: 7,
};

/** Allowed floors are not enough for these: what a package must not know even though it lies below. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  search: ['accuracy', 'hardware', 'rtlgen', 'network', 'datapath'],
  viewer: ['accuracy', 'hardware', 'rtlgen', 'network', 'datapath', 'quantization'],
};

const root = fileURLToPath(new URL('../', import.meta.url));
const packages = readdirSync(`${root}packages`);

const readJson = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

function sources(name: string): string[] {
  return readdirSync(`${root}packages/${name}/src`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `packages/${name}/src/${file}`);
}

function imports(file: string): string[] {
  const text = readFileSync(root + file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]@bitscape\/([^'"/]+)/g)].map((match) => match[1] ?? '');
}

function declared(name: string): string[] {
  const { dependencies, devDependencies } = readJson(`${root}packages/${name}/package.json`) as Record<string, Record<string, string> | undefined>;
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((dependency) => dependency.startsWith('@bitscape/'))
    .map((dependency) => dependency.slice('@bitscape/'.length));
}

it('every package has a floor', () => {
  expect(packages.filter((name) => FLOORS[name] === undefined)).toEqual([]);
});

it('packages declare and import only what lies on a lower floor', () => {
  const wrong: string[] = [];
  for (const name of packages) {
    const own = FLOORS[name] ?? -1;
    const check = (dependency: string, where: string): void => {
      if (dependency === name) return;
      if ((FLOORS[dependency] ?? 99) >= own) wrong.push(`${where}: ${dependency} is not below ${name}`);
      if (FORBIDDEN[name]?.includes(dependency)) wrong.push(`${where}: ${name} must not know ${dependency}`);
    };
    for (const dependency of declared(name)) check(dependency, `packages/${name}/package.json`);
    for (const file of sources(name)) for (const dependency of imports(file)) check(dependency, file);
  }
  expect(wrong).toEqual([]);
});

it('every import of a package is declared in package.json', () => {
  const wrong = packages.flatMap((name) =>
    sources(name).flatMap((file) =>
      imports(file)
        .filter((dependency) => dependency !== name && !declared(name).includes(dependency))
        .map((dependency) => `${file}: ${dependency}`),
    ),
  );
  expect(wrong).toEqual([]);
});

it('TypeScript project references agree with package.json', () => {
  for (const name of packages) {
    const { references = [] } = readJson(`${root}packages/${name}/tsconfig.lib.json`) as { references?: { path: string }[] };
    const referenced = references.map(({ path }) => path.split('/')[1]).sort();
    expect(referenced, name).toEqual(declared(name).sort());
  }
  const { references } = readJson(`${root}tsconfig.json`) as { references: { path: string }[] };
  expect(references.map(({ path }) => path.replace('./packages/', '')).filter((path) => packages.includes(path)).sort()).toEqual([...packages].sort());
});
