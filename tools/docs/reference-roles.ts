import { allRights, rolesWith } from '../../domain/operators/rights.ts';
import {
  allOrganiserRights,
  organiserMay,
  organiserRoleSchema,
} from '../../domain/organiser/access.ts';
import { memberComments } from './comments.ts';
import { pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';

const head = ['right', 'roles', 'meaning'];
const ofStations = memberComments('domain/operators/rights.ts', 'export const rights =');
const ofAccounts = memberComments('domain/organiser/access.ts', 'export const organiserRights =');

/** Generates docs/reference/roles.md from the two tables of rights and their comments. */
export function rolesPage(): string {
  return pageOf([
    words.roles,
    '## At stations',
    words.stationRoles,
    tableOf(
      head,
      allRights.map((right) => rowOf(right, rolesWith(right), ofStations)),
    ),
    '## On the organiser’s page',
    words.accountRoles,
    tableOf(
      head,
      allOrganiserRights.map((right) =>
        rowOf(
          right,
          organiserRoleSchema.options.filter((role) => organiserMay(role, right)),
          ofAccounts,
        ),
      ),
    ),
  ]);
}

function rowOf(
  right: string,
  roles: readonly string[],
  comments: ReadonlyMap<string, string>,
): string[] {
  const meaning = comments.get(right) ?? '';
  if (meaning === '') throw new Error(`no comment over the right ${right}`);
  return [`\`${right}\``, roles.join(', '), meaning];
}
