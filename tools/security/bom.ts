import { z } from 'zod';

const licenceSchema = z.union([
  z.object({ license: z.object({ id: z.string() }) }),
  z.object({ license: z.object({ name: z.string() }) }),
  z.object({ expression: z.string() }),
]);

/** The fields of a CycloneDX component that are used; the others stay as npm wrote them. */
const componentSchema = z.looseObject({
  'bom-ref': z.string().min(1),
  type: z.enum(['library', 'framework', 'application']),
  name: z.string().min(1),
  version: z.string().min(1),
  purl: z.string().startsWith('pkg:'),
  licenses: z.array(licenceSchema).optional(),
});
export type Component = z.infer<typeof componentSchema>;

/** The shape of CycloneDX 1.5 as far as npm writes it (https://cyclonedx.org/docs/1.5/json/). */
export const bomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.5'),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  version: z.int().min(1),
  metadata: z.looseObject({ timestamp: z.iso.datetime(), component: componentSchema }),
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type Bom = z.infer<typeof bomSchema>;

/** Name and version as npm refers to a package: `zod@4.6.7`. */
export type PackageRef = string;

/**
 * The bill of what is shipped: exactly the components of these references, with the dependencies
 * among them. Throws if a shipped package is missing in npm's bill, since a bill with holes is
 * worse than none.
 */
export function shippedBom(all: Bom, shipped: ReadonlySet<PackageRef>): Bom {
  const refs = new Map<PackageRef, Component>();
  for (const one of all.components) refs.set(`${one.name}@${one.version}`, one);
  const missing = [...shipped].filter((ref) => !refs.has(ref));
  if (missing.length > 0) throw new Error(`npm's bill does not have ${missing.join(', ')}`);
  const kept = [...refs].filter(([ref]) => shipped.has(ref)).map(([, component]) => component);
  const known = new Set(kept.map((component) => component['bom-ref']));
  known.add(all.metadata.component['bom-ref']);
  const dependencies = all.dependencies
    .filter(({ ref }) => known.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => known.has(one)) }));
  return bomSchema.parse({ ...all, components: kept, dependencies });
}

/** The licence of a component as an SPDX expression; empty if it names none. */
export function licenceOf({ licenses = [] }: Pick<Component, 'licenses'>): string {
  return licenses
    .map((one) =>
      'expression' in one
        ? one.expression
        : 'id' in one.license
          ? one.license.id
          : one.license.name,
    )
    .join(' AND ');
}

/**
 * Licences that require only a notice. OFL: the fonts, which are not sold separately. MPL-2.0 only
 * asks for the source of its own files: they are shipped unchanged, from the registry.
 */
const permissive: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1',
  'MIT-0',
  'Python-2.0',
  'MPL-2.0',
]);

/**
 * Whether permissive licences alone can satisfy an SPDX expression (or "MIT or GPL-2.0", as some
 * write it).
 */
export function isPermissive(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, ' ').trim();
  if (plain === '') return false;
  return plain
    .split(/\s+or\s+/i)
    .some((choice) => choice.split(/\s+and\s+/i).every((one) => permissive.has(one.trim())));
}
