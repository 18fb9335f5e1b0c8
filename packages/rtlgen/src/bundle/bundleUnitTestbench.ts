import { arrayParameters } from '../templates/arrayParameters.js';
import type { ParameterValue } from '../synthesis/synthesisScript.js';
import { constantName } from './bundlePackage.js';
import { type BundleSource, bundleName } from './BundleSource.js';

/** Bench of one unit of the array: the library's bench of `module` with the parameters of the point. */
export function bundleUnitTestbench(source: BundleSource, part: string, module: string, parameters: Readonly<Record<string, ParameterValue>>): string {
  const pkg = bundleName(source, 'pkg');
  const shared = arrayParameters(source);
  const reference = ([name, value]: readonly [string, ParameterValue]): string => {
    // The array carries two tables under names of their own.
    const constant = [name, `Log${name}`].find((candidate) => shared[candidate] === value);
    if (constant !== undefined) return `    .${name}(${pkg}::${constantName(constant)})`;
    return `    .${name}(${typeof value === 'boolean' ? `1'b${Number(value)}` : value})`;
  };
  return `// Replays golden vectors on ${module} with the parameters of design point ${source.id}. Give +vectors=<file>.
module ${bundleName(source, `${part}_tb`)};

  ${module}_tb #(
${Object.entries(parameters).map(reference).join(',\n')}
  ) u_bench ();

endmodule
`;
}
