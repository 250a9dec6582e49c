import type { Mutation } from '../mutation.ts';

/** Faults of badges in colour and of cards. */
export const colours: readonly Mutation[] = [
  {
    name: 'a template’s colours change the dots of a black printer',
    caughtBy: 'test/printing/colour.test.ts',
    only: 'whatever colours its template has',
    edits: [
      {
        file: 'main/printing/render/render-badge.ts',
        find: 'portrait: null, inkOf: () => black, inColour: false',
        put: 'portrait: null, inkOf: ink, inColour: false',
      },
    ],
  },
  {
    name: 'a red logo is white on a black printer',
    caughtBy: 'test/printing/colour.test.ts',
    only: 'a red logo',
    edits: [
      {
        file: 'main/printing/render/pictures.ts',
        find: 'inColour ? image : oneBitPicture(image, width, height)',
        put: 'image',
      },
    ],
  },
  {
    name: 'a blue strip turns red on a roll of black and red',
    caughtBy: 'test/printing/colour.test.ts',
    only: 'what the template makes red',
    edits: [
      {
        file: 'domain/templates/badge-template.ts',
        find: "if (ink === black) return kind === 'strip';",
        put: "if (kind === 'strip') return true;",
      },
    ],
  },
  {
    name: 'the back of a folded badge is the right way up in colour',
    caughtBy: 'test/printing/colour.test.ts',
    only: 'upside down in colour',
    edits: [
      {
        file: 'main/printing/render/render-badge.ts',
        find: "sides === 'fold' ? page.reverse() : page",
        put: 'page',
      },
    ],
  },
  {
    name: 'a card in colour is as large as its dots, not as its template',
    caughtBy: 'test/printing/driver/system-transport.test.ts',
    only: 'in its own size',
    edits: [
      {
        file: 'main/printing/transport/system-transport.ts',
        find: 'colour ? dotsPerMm * 25.4 : dpi',
        put: 'dpi',
      },
    ],
  },
];
