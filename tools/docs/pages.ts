import { listOfPeople, outsideLists } from '../../test/support/list-of-people.ts';
import { architecturePage } from './architecture.ts';
import { contributingPage } from './contributing.ts';
import { statesPage } from './kiosk-states.ts';
import { cardMarkdown, cardPage } from './operator-card.ts';
import { commandsPage } from './reference-commands.ts';
import { eventPage } from './reference-event.ts';
import { printersPage } from './reference-printers.ts';
import { rolesPage } from './reference-roles.ts';
import { rosterPage } from './reference-roster.ts';
import { settingsPage } from './reference-settings.ts';

/** People of each sample list: enough for every peculiarity of `listOfPeople` but the last ones. */
const sampledPeople = 50;

/** Every generated page and sample file, by its path in docs/. */
export async function madePages(): Promise<Map<string, string | Uint8Array>> {
  const lists = outsideLists(listOfPeople().slice(0, sampledPeople));
  return new Map<string, string | Uint8Array>([
    ...lists.map(({ file, bytes }): [string, Uint8Array] => [`samples/lists/${file}`, bytes]),
    ['operator-card.en.md', cardMarkdown('en')],
    ['operator-card.fr.md', cardMarkdown('fr')],
    ['operator-card.en.html', cardPage('en')],
    ['operator-card.fr.html', cardPage('fr')],
    ['reference/commands.md', commandsPage()],
    ['reference/event.md', eventPage()],
    ['reference/kiosk-states.md', statesPage()],
    ['reference/printers.md', printersPage()],
    ['reference/roles.md', rolesPage()],
    ['reference/roster-file.md', rosterPage()],
    ['reference/settings.md', settingsPage()],
    ['architecture.md', await architecturePage()],
    ['../CONTRIBUTING.md', await contributingPage()],
  ]);
}
