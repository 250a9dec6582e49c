import type { Delegate } from '../../domain/delegate.ts';
import type { PurgePerson } from '../../domain/purge/people.ts';
import type { PersonRequest } from './purge/hub-privacy.ts';

/** A person's ticket, for whoever sends it. Its code admits. */
export interface IssuedTicket {
  delegate: Delegate;
  code: string;
}

/** A new secret of the event: its number, the first one being 1, and how many people's tickets it renewed. */
export interface RenewedSecret {
  number: number;
  renewed: number;
}

/** The tickets of the roster. Throws HubProblem like the hub's other calls. */
export interface HubTickets {
  /** New ticket codes; the ones before are refused as replaced. `not-found`, `not-allowed` (`renewals`: 20 at most). */
  renewTickets(ids: readonly string[]): Promise<IssuedTicket[]>;
  /** The tickets that admit now. By registration code; `after` is the last code of the page before. */
  tickets(page: { after: string | null; limit: number }): Promise<IssuedTicket[]>;
  /** Somebody asks for new tickets for everybody ({@link renewSecret}); another person approves. */
  requestRenewal(by: PurgePerson): Promise<PersonRequest>;
  /** `not-found`, `not-allowed` (`same-person`, `expired`); else as {@link renewSecret}. */
  approveRenewal(id: string, by: PurgePerson): Promise<RenewedSecret>;
  /**
   * A new secret of the event, and with it new tickets for everybody: the ones before are refused as replaced. Ids
   * stay. `not-allowed` (`same-person`, `purged`).
   */
  renewSecret(people: {
    requestedBy: PurgePerson;
    approvedBy: PurgePerson;
  }): Promise<RenewedSecret>;
}
