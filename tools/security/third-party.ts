import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bom, type Component, isPermissive, licenceOf } from './bom.ts';

/** Components whose licence is not permissive, or that name none: `name@version: licence`. */
export function refusedLicences({ components }: Pick<Bom, 'components'>): string[] {
  return components
    .filter((component) => !isPermissive(licenceOf(component)))
    .map((one) => `${one.name}@${one.version}: ${licenceOf(one) || 'no licence'}`);
}

/**
 * The notices that the licences require: each shipped package with the text of its licence.
 *
 * @param folderOf absolute folder of a package, or null if it is not installed on this machine
 */
export function thirdPartyText(
  { components }: Pick<Bom, 'components'>,
  folderOf: (component: Component) => string | null,
): string {
  const parts = [...components]
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map((component) => {
      const folder = folderOf(component);
      const text = folder === null ? '' : licenceText(folder);
      return `${component.name} ${component.version}\n${licenceOf(component)}\n\n${text}`.trimEnd();
    });
  return `Lanyard contains the following packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function licenceText(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && /^(licen[cs]e|copying)/i.test(one.name))
    .map(({ name }) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');
}
