import type { FastifyInstance } from 'fastify';
import { noBookings } from '../../../domain/bookings/listed-booking.ts';
import { type FigureName, figureNames } from '../../../domain/organiser/figures.ts';
import { liveUrl, organiserRoutes } from '../../../domain/organiser/organiser.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { readDelegationList, tableOf } from '../../../intake/event/chosen-tables.ts';
import type { Hub } from '../../app/hub.ts';
import type { Figures } from '../../organiser/create-organiser-data.ts';
import { bytesOf } from '../body.ts';
import { answerRoute, idOf } from './answer-route.ts';
import type { LiveLines } from './live-lines.ts';
import { addOrganiserRoute, type OrganiserCall, type OrganiserRouteSetting } from './route.ts';

export interface DataRoutesSetting extends OrganiserRouteSetting {
  hub: Hub;
}

/** Adds figures without people, and the calls for help with their answers. */
export function addFigureRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { organiser } = setting.hub;
  const figures: Figures = organiser;
  const answerFigure = <Name extends FigureName>(name: Name): void =>
    answerRoute(app, setting, name, (request) => figures[name](request));
  for (const name of figureNames) answerFigure(name);
  answerRoute(app, setting, 'days', () => organiser.days());
  answerRoute(app, setting, 'helpCalls', organiser.helpCalls);
  answerRoute(app, setting, 'answerHelp', async (_input, { request, session, note }) => {
    const id = idOf(request);
    note({ detail: id });
    await organiser.answerHelp(id, session.account.name);
    return {};
  });
}

export function addEventRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { hub } = setting;
  answerRoute(app, setting, 'eventVersions', () => hub.eventVersions());
  answerRoute(app, setting, 'changeEvent', async (change, { session, note }) => {
    const saved = await hub.changeEvent(change, session.account.name);
    note({ detail: saved.outcome === 'saved' ? `version ${saved.state.version}` : saved.outcome });
    return saved;
  });
  answerRoute(app, setting, 'readDelegations', (list) =>
    'lines' in list
      ? readDelegationList(list, list)
      : readDelegationList(
          { name: list.name, file: tableOf(Buffer.from(list.file, 'base64')) },
          list,
          list.encoding,
        ),
  );
}

/** Adds data about people: every view is recorded, with the number of people shown. */
export function addPersonRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { organiser } = setting.hub;
  answerRoute(app, setting, 'heads', async (request, { note }) => {
    const heads = await organiser.heads(request);
    note({ detail: `heads ${heads.day}`, count: heads.rows.length });
    return heads;
  });
  answerRoute(app, setting, 'duplicates', async (_input, { note }) => {
    const duplicates = await organiser.duplicates();
    note({ detail: 'duplicates', count: duplicates.rows.length });
    return duplicates;
  });
  answerRoute(app, setting, 'searchRoster', async (request, { note }) => {
    note({ query: request.query });
    const found = await organiser.search(request);
    note({ count: found.rows.length });
    return found;
  });
  answerRoute(app, setting, 'delegate', (_input, { request, note }) => {
    const id = idOf(request);
    note({ delegateId: id });
    return organiser.delegate(id);
  });
}

/** Adds the list of people and their changes; a change records how many it was asked for. */
export function addPeopleRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { hub } = setting;
  answerRoute(app, setting, 'listPeople', async (request, { note }) => {
    note({ detail: 'people', query: request.filter.text });
    const page = await hub.organiser.listPeople(request);
    note({ count: page.rows.length });
    return page;
  });
  answerRoute(app, setting, 'listPeopleIds', (request) => hub.organiser.listPeopleIds(request));
  answerRoute(app, setting, 'exportPeople', async (request, { note }) => {
    note({ detail: 'people', count: request.ids.length });
    const file = await hub.organiser.exportPeople(request);
    note({ count: file.people });
    return file;
  });
  answerRoute(app, setting, 'person', (_input, { request, note }) => {
    const id = idOf(request);
    note({ delegateId: id });
    return hub.organiser.person(id);
  });
  answerRoute(app, setting, 'changePeople', async (request, { session, note }) => {
    const ids = new Set(request.changes.flatMap(({ ids: some }) => some));
    const [only] = ids;
    note(ids.size === 1 && only !== undefined ? { delegateId: only } : { count: ids.size });
    const answer = await hub.changePeople(request, session.account.name);
    note({ count: answer.changed });
    return answer;
  });
  answerRoute(app, setting, 'bookSession', async (asked, { request, note }) => {
    const delegateId = idOf(request);
    note({ delegateId, detail: `book ${asked.session}` });
    const done = await hub.bookSession({ ...asked, delegateId });
    const came = done.outcome === 'done' ? done.state : done.outcome;
    note({ detail: `${came} ${asked.session}` });
    return done;
  });
  answerRoute(app, setting, 'releaseSession', async ({ session }, { request, note }) => {
    const delegateId = idOf(request);
    note({ delegateId, detail: `released ${session}` });
    await hub.releaseSession({ delegateId, session });
    return {};
  });
}

/** Adds the line on which a page learns about changes; it ends with the session. */
export function addLiveRoute(
  app: FastifyInstance,
  setting: OrganiserRouteSetting,
  lines: LiveLines,
): void {
  addOrganiserRoute(app, setting, {
    method: 'GET',
    url: liveUrl,
    right: 'see-figures',
    audit: null,
    handler: ({ reply, session, stillAllowed }) => {
      lines.open({ account: session.account.id, stillAllowed }, reply.raw);
      reply.hijack();
    },
  });
}

/** Adds the import of people from a file. */
export function addImportRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { fileImports } = setting.hub;
  const ownerOf = ({ session }: OrganiserCall): string => session.account.id;
  const { method, url, right, audit, largest } = organiserRoutes.openImport;
  addOrganiserRoute(app, setting, {
    method,
    url,
    right,
    audit,
    bodyLimit: largest,
    handler: (call) => {
      const isFile = call.request.headers['content-type'] === 'application/octet-stream';
      if (!isFile) throw new HubProblem('bad-request', 'file');
      return fileImports.open(ownerOf(call), bytesOf(call.request));
    },
  });
  answerRoute(app, setting, 'rereadImport', (options, call) =>
    fileImports.reread(ownerOf(call), idOf(call.request), options),
  );
  answerRoute(app, setting, 'compareImport', async (request, call) => {
    const diff = await fileImports.compare(
      ownerOf(call),
      idOf(call.request),
      patient(call, request),
    );
    call.note({ detail: `import, compared ${diff.rows}`, count: diff.changed });
    return diff;
  });
  answerRoute(app, setting, 'addImportDelegations', async ({ delegations }, call) => {
    const by = call.session.account.name;
    const added = await fileImports.addDelegations(ownerOf(call), idOf(call.request), {
      added: delegations,
      by,
    });
    call.note({ detail: added.outcome === 'added' ? `version ${added.version}` : added.outcome });
    return added;
  });
  answerRoute(app, setting, 'importProgress', (_input, call) =>
    fileImports.progress(ownerOf(call), idOf(call.request)),
  );
  answerRoute(app, setting, 'applyImport', async (request, call) => {
    const decision = patient(call, request);
    const written = await fileImports.apply(ownerOf(call), idOf(call.request), decision);
    const { added, changed, bookings } = written;
    const { booked, waiting, released } = bookings ?? noBookings;
    const places =
      bookings === null ? '' : `, booked ${booked}, waiting ${waiting}, given up ${released}`;
    call.note({ detail: `added ${added}, changed ${changed}${places}`, count: added + changed });
    return written;
  });
  answerRoute(app, setting, 'rejectedRows', async ({ language }, call) => ({
    file: await fileImports.rejectedCsv(ownerOf(call), idOf(call.request), language),
  }));
  answerRoute(app, setting, 'cancelImport', (_input, call) => {
    fileImports.cancel(ownerOf(call), idOf(call.request));
    return {};
  });
}

/** Removes the limit of silent connections: nothing is sent while the hub works. */
function patient<T>({ request }: OrganiserCall, input: T): T {
  request.raw.socket.setTimeout(0);
  return input;
}
