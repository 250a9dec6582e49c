import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/runtime.mjs';

/** The one form (ui/form.tsx) goes to its first error; others would not. */
const other =
  /<form[\s>]|react-aria-components\/Form'|\bshowErrors\b|\.submit\(\)|\brequestSubmit\(/;
/** Not a form: the steps of a printer's set-up, which show the errors of one of them. */
const steps = 'renderer/printing/use-printer-setup.ts';

const components = ['renderer', 'ui', 'web'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && name !== 'ui/form.tsx'),
);

describe('every form', () => {
  it('of desk, kiosk, door and organiser is the kit’s', () => {
    const sources = components.map(
      (name) => [name, readFileSync(join(root, name), 'utf8')] as const,
    );
    expect(sources.filter(([, text]) => text.includes('<Form')).length).toBeGreaterThan(35);
    const found = sources.filter(([name, text]) => name !== steps && other.test(text));
    expect(found.map(([name]) => name)).toEqual([]);
  });

  it('of another make is found', () => {
    expect('return <form onSubmit={send}>').toMatch(other);
    expect("import { Form } from 'react-aria-components/Form';").toMatch(other);
  });
});
