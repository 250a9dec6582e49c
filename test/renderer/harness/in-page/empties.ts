import { nameOf, texts } from './seen.ts';

/** How far around the words their sign may stand: the line, the block, the panel. */
const reach = 3;

/** What a person chooses says what happened ("Nothing came out"), and not that nothing is there. */
const answers = 'button, label, [role="option"], [role="radio"]';

/**
 * Places that say that nothing is there by words alone, without a sign or a drawing beside them.
 *
 * @param words patterns of what such places say
 */
export function undrawnEmpties(words: readonly string[]): string[] {
  const says = new RegExp(`^(${words.join('|')})$`);
  const marked = [...document.querySelectorAll('.empty-state, .empty-line')].filter(
    (one) => one.checkVisibility() && !isDrawn(one),
  );
  const worded = texts().filter(
    ({ node, holder }) =>
      says.test(node.data.trim()) && holder.closest(answers) === null && !isDrawnAround(holder),
  );
  return [...marked.map(nameOf), ...worded.map(({ holder }) => nameOf(holder))];
}

function isDrawnAround(holder: Element): boolean {
  let one: Element | null = holder;
  for (let steps = 0; steps < reach && one !== null; steps += 1) {
    if (isDrawn(one)) return true;
    one = one.parentElement;
  }
  return false;
}

function isDrawn(element: Element): boolean {
  return [...element.querySelectorAll('svg, img')].some((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    return width > 0 && height > 0 && drawing.checkVisibility();
  });
}
