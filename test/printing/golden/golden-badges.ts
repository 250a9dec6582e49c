import type { BadgeTemplate } from '../../../domain/templates/badge-template.ts';
import { defaultTemplates, rollTemplate } from '../../../domain/templates/default-templates.ts';
import { nameHalves } from '../../../main/printing/render/names/names-block.ts';
import { sampleEmblem } from '../../support/sample-emblem.ts';
import { portrait, sampleBadges } from '../sample-badges.ts';

const emblem = sampleEmblem();

/**
 * Every script on the roll, and a few badges on every built-in template, at 203 dpi and at 300 dpi.
 */
export function goldenBadges() {
  const scripts = Object.keys(sampleBadges).map((name) => golden(name, rollTemplate(), 8));
  const templates = defaultTemplates().flatMap((template) => [
    golden('latin-typical', template, 8),
    golden('everything', template, 8),
    golden('arabic', template, 12),
  ]);
  const all = new Map([...scripts, ...templates].map((each) => [each.name, each]));
  return [...all.values()];
}

/** A badge whose dots have a known hash, whatever machine draws them. */
function golden(name: string, template: BadgeTemplate, dotsPerMm: number) {
  const found = sampleBadges[name];
  if (found === undefined) throw new Error(`no sample ${name}`);
  const { given: givenName = '', family: familyName = '' } = nameHalves(found) ?? {};
  const shown = { emblem: template.id.includes('roll') ? null : emblem, photo: portrait };
  const content = { ...found, givenName, familyName, ...shown };
  const widthDots = Math.ceil(template.size.width * dotsPerMm);
  return {
    name: `${name} ${template.id} ${dotsPerMm}`,
    content,
    layout: { widthDots, dotsPerMm, template: { ...template, rules: [zones] } },
  };
}

const zones = {
  category: 'delegate',
  zones: 'A · B · Plenary / Plénière',
  hides: [],
  colour: null,
};
