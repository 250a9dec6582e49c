import { sql } from 'kysely';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { isHubAuthor } from '../../domain/ledger/chain.ts';
import { certificateText } from '../../domain/station/station-certificate.ts';
import {
  type EnrolAnswer,
  type EnrolRequest,
  enrolProofText,
  inviteLifetime,
  otherModeDetail,
} from '../../domain/sync/enrolment.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { presentEvent } from '../base/present-event.ts';
import { secretHash, storableText } from '../base/texts.ts';
import type { HubDatabase, InviteTable, StationTable } from '../store/tables.ts';
import { putStation } from './station-rows.ts';

export interface InviteRequest {
  mode: StationMode | null;
  /** The name that the hub assigns; if empty, the station's own name is used. */
  name: string;
  /** The station that the new one replaces. */
  replaces: string | null;
  /** For stations known from the previous hub's directory; any number of them may use it. */
  takeover: boolean;
}

/** 32 letters and digits that are not easily confused: 8 of them are 40 bits. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 8;

/**
 * The code is valid for ten minutes, single use (in a take-over: once for each known station).
 * `expires`: UTC milliseconds. Throws HubProblem `not-found`: `replaces`.
 */
export async function createInvite(
  context: HubContext,
  request: InviteRequest,
): Promise<{ code: string; expires: number }> {
  const code = Array.from(
    context.random.bytes(codeLength),
    (byte) => codeLetters[byte % codeLetters.length],
  ).join('');
  const expires = context.clock() + inviteLifetime;
  const codeHash = secretHash(code);
  await context.store.db.transaction().execute(async (tx) => {
    // Codes are kept for a day after they expire, so that a late station learns why its code
    // failed. A code that expires later than a day from now is from before the clock was put back.
    const [day, now] = [24 * 60 * 60_000, context.clock()];
    await tx
      .deleteFrom('invite')
      .where(({ or, eb }) => or([eb('expires', '<', now - day), eb('expires', '>', now + day)]))
      .execute();
    if (request.replaces !== null && (await findStation(tx, request.replaces)) === undefined) {
      throw new HubProblem('not-found', 'station');
    }
    await tx
      .insertInto('invite')
      .values({
        code_hash: codeHash,
        mode: request.mode,
        name: storableText(request.name),
        replaces: request.replaces,
        takeover: request.takeover ? 1 : 0,
        expires,
        used_by: null,
      })
      .execute();
  });
  context.lifetimes.begin(codeHash, inviteLifetime);
  return { code, expires };
}

export async function inviteUsedBy(db: HubDatabase, code: string): Promise<string | null> {
  const row = await db
    .selectFrom('invite')
    .innerJoin('station', 'station.id', 'invite.used_by')
    .where('code_hash', '=', secretHash(code))
    .select('station.name')
    .executeTakeFirst();
  return row?.name ?? null;
}

/**
 * Throws HubProblem `invite-unknown`, `invite-expired`, `invite-used`, `bad-signature` (proof),
 * `not-allowed` (another mode, another station's id, unknown to a take-over). `CodeGuard` limits
 * wrong codes.
 */
export async function enrol(context: HubContext, request: EnrolRequest): Promise<EnrolAnswer> {
  const token = Buffer.from(context.random.bytes(32)).toString('base64url');
  const { epoch, mode } = await context.store.db.transaction().execute(async (tx) => {
    const invite = await openInvite(context, tx, request.code);
    checkProof(context, request);
    const known = await findStation(tx, request.station);
    checkCaller(invite, known, request);
    await checkNumber(tx, request.station);
    if (invite.takeover === 0) await spendInvite(tx, invite, request.station);
    const station = { invite, known, request, tokenHash: secretHash(token) };
    const mode = await writeStation(context, tx, station);
    if (invite.replaces !== null && invite.replaces !== request.station) {
      await replaceStation(tx, invite.replaces, request.station);
    }
    await bumpDirectory(tx);
    const hub = await tx.selectFrom('hub').select('epoch').executeTakeFirstOrThrow();
    return { epoch: hub.epoch, mode };
  });
  context.log.info({ station: request.station, mode }, 'station enrolled');
  context.announce({ directory: true });
  const { hub, hubName, hubKey, event } = context.identity;
  const present = await presentEvent(context);
  const secret = mode === 'desk' ? event.secret : null;
  return {
    hub,
    hubName,
    epoch,
    hubKey,
    token,
    event: { ...present, secret },
  };
}

async function openInvite(
  context: HubContext,
  tx: HubDatabase,
  code: string,
): Promise<InviteTable> {
  const invite = await tx
    .selectFrom('invite')
    .where('code_hash', '=', secretHash(code))
    .selectAll()
    .executeTakeFirst();
  if (invite === undefined) throw new HubProblem('invite-unknown');
  if (invite.used_by !== null) throw new HubProblem('invite-used');
  const { code_hash: id, expires } = invite;
  const isOver = context.lifetimes.isOver(id, expires - inviteLifetime, inviteLifetime);
  if (isOver) throw new HubProblem('invite-expired');
  return invite;
}

function checkProof(context: HubContext, { code, station, publicKey, proof }: EnrolRequest): void {
  const text = utf8(enrolProofText(code, station));
  const isProved = context.crypto.verify(fromBase64(publicKey), text, fromBase64(proof));
  if (!isProved) throw new HubProblem('bad-signature', 'proof');
}

function checkCaller(
  invite: InviteTable,
  known: StationTable | undefined,
  request: EnrolRequest,
): void {
  // The hub would treat an id of this form as another hub's.
  if (isHubAuthor(request.station)) throw new HubProblem('bad-request', 'station');
  const isSameKey = known?.public_key === request.publicKey;
  if (invite.takeover === 1) {
    if (!isSameKey || known?.state !== 'enrolled') throw new HubProblem('not-allowed', 'station');
    return;
  }
  if (invite.mode !== null && invite.mode !== request.mode) {
    throw new HubProblem('not-allowed', 'mode');
  }
  // A kiosk with a desk's key could still write facts of its time as a desk.
  if (known !== undefined && known.mode !== request.mode) {
    throw new HubProblem('not-allowed', otherModeDetail);
  }
  // An id belongs to one station for good. Another key needs an invite that replaces it.
  if (known !== undefined && !isSameKey && invite.replaces !== known.id) {
    throw new HubProblem('not-allowed', 'station');
  }
}

/** Checks the first digits of the id, which begin badge serials: serials must be unique. */
async function checkNumber(tx: HubDatabase, station: string): Promise<void> {
  const other = await tx
    .selectFrom('station')
    .where(sql<string>`lower(substr(id, 1, 8))`, '=', station.slice(0, 8).toLowerCase())
    .where('id', '<>', station)
    .select('id')
    .executeTakeFirst();
  if (other !== undefined) throw new HubProblem('not-allowed', 'station');
}

/** Marks the invite as used. If two stations use one code at once, one of them changes no row. */
async function spendInvite(tx: HubDatabase, invite: InviteTable, station: string): Promise<void> {
  const used = await tx
    .updateTable('invite')
    .set({ used_by: station })
    .where('code_hash', '=', invite.code_hash)
    .where('used_by', 'is', null)
    .returning('code_hash')
    .execute();
  if (used.length !== 1) throw new HubProblem('invite-used');
}

interface NewStation {
  invite: InviteTable;
  known: StationTable | undefined;
  request: EnrolRequest;
  tokenHash: string;
}

/** Writes the station and returns its mode; in a take-over, the mode that the hub knows. */
async function writeStation(
  context: HubContext,
  tx: HubDatabase,
  station: NewStation,
): Promise<StationMode> {
  const { invite, known, request, tokenHash } = station;
  const isTakeover = invite.takeover === 1 && known !== undefined;
  const reportedName = storableText(request.name);
  const now = context.clock();
  const mode = isTakeover ? known.mode : request.mode;
  const joined = known?.joined_at ?? now;
  const row: StationTable = {
    id: request.station,
    name: isTakeover
      ? known.name
      : invite.name || (await freeName(tx, reportedName, request.station)),
    mode,
    public_key: request.publicKey,
    certificate: context.sign(
      certificateText(context.identity.event.id, {
        station: request.station,
        mode,
        publicKey: request.publicKey,
        joined,
      }),
    ),
    joined_at: joined,
    token_hash: tokenHash,
    state: 'enrolled',
    replaced_by: null,
    enrolled_at: now,
    last_seen: now,
    // The request numbers continue: a request signed before cannot be used a second time.
    last_request: known?.last_request ?? 0,
    clock_offset: known?.clock_offset ?? null,
    event_file: known?.event_file ?? null,
    event_version: known?.event_version ?? null,
    version: storableText(request.version),
    own_incarnation: known?.own_incarnation ?? 0,
    own_kseq: known?.own_kseq ?? 0,
  };
  await putStation(tx, row);
  return row.mode;
}

/** The name that a station reports, with a number added if another station has it. */
async function freeName(tx: HubDatabase, wanted: string, station: string): Promise<string> {
  const rows = await tx
    .selectFrom('station')
    .where('id', '!=', station)
    .where('state', '=', 'enrolled')
    .select('name')
    .execute();
  const taken = new Set(rows.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} (${number})`;
  return name;
}

async function replaceStation(tx: HubDatabase, id: string, by: string): Promise<void> {
  await tx
    .updateTable('station')
    .set({ state: 'replaced', replaced_by: by })
    .where('id', '=', id)
    .execute();
}

function findStation(tx: HubDatabase, id: string): Promise<StationTable | undefined> {
  return tx.selectFrom('station').where('id', '=', id).selectAll().executeTakeFirst();
}
