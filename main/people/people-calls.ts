import { peopleCalls } from '../../preload/contract/people.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { notPurged } from '../ledger/not-purged.ts';
import { changePeople } from './change-people.ts';
import { peopleFile } from './people-file.ts';
import { PeopleIndex } from './people-index.ts';
import { listPeople, listPeopleIds } from './people-list.ts';
import { personView } from './person.ts';
import { createPairs, tellApart } from './possible-pairs.ts';

interface PeopleParts extends CallParts {
  queue: { wake(): void };
  onPurged: (forget: () => void) => void;
}

/** The calls of the list of people. */
export function peopleAnswers(desk: PeopleParts) {
  const { context } = desk;
  const index = new PeopleIndex();
  desk.onPurged(() => void index.clear());
  const pairs = createPairs(context, index);
  return answers(peopleCalls, {
    listPeople: (input) => listPeople(context, index, input),
    listPeopleIds: (input) => listPeopleIds(context, index, input),
    exportPeople: async (input, caller) => {
      const path = await desk.dialogs.savePeople();
      if (path === null) return null;
      const { text, people } = await peopleFile(context, index, input);
      // A purge during the reading must not be followed by a file of the people whom it deleted.
      notPurged(context.db, context.event.file.id);
      await savePersonalFile(context, path, text);
      desk.log.info({ operator: caller.operator?.id, people }, 'people exported');
      return people;
    },
    listPossiblePairs: () => pairs.list(),
    tellApart: (input, caller) => {
      tellApart(context, caller, input);
      desk.factWritten();
    },
    getPerson: ({ id }) => personView(context, id),
    changePeople: (input, caller) => {
      const answer = changePeople(context, caller, input);
      if (answer.changed > 0) {
        // A waiting badge shows the name as it is when it prints, and none prints for the cancelled.
        desk.queue.wake();
        desk.factWritten();
      }
      return answer;
    },
  });
}
