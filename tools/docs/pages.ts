import { architecturePage } from './architecture.ts';
import { cardMarkdown, cardPage } from './operator-card.ts';

/** Every page that is made from the code, by its place in docs/. */
export async function madePages(): Promise<Map<string, string>> {
  return new Map([
    ['operator-card.en.md', cardMarkdown('en')],
    ['operator-card.fr.md', cardMarkdown('fr')],
    ['operator-card.en.html', cardPage('en')],
    ['operator-card.fr.html', cardPage('fr')],
    ['architecture.md', await architecturePage()],
  ]);
}
