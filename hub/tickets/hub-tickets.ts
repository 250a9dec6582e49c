import type { PurgePerson } from '../../domain/operators/people.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import type { PersonRequest } from '../base/two-people.ts';

/** A new secret of the event: its number (from 1), and how many people's tickets it renewed. */
export interface RenewedSecret {
  number: number;
  renewed: number;
}

/** The tickets of the roster. Throws HubProblem like the hub's other calls. */
export interface HubTickets {
  /**
   * New codes; old ones are refused as replaced. `not-found`, `not-allowed` (`renewals`: max 20).
   */
  renewTickets(ids: readonly string[]): Promise<IssuedTicket[]>;
  /** The valid tickets, by registration code; `after` is the last code of the previous page. */
  tickets(page: { after: string | null; limit: number }): Promise<IssuedTicket[]>;
  /** One person requests new tickets for everybody ({@link renewSecret}); another approves. */
  requestRenewal(by: PurgePerson): Promise<PersonRequest>;
  /** `not-found`, `not-allowed` (`same-person`, `expired`); otherwise as {@link renewSecret}. */
  approveRenewal(id: string, by: PurgePerson): Promise<RenewedSecret>;
  /**
   * A new secret of the event, and so new tickets for everybody: the old ones are refused as
   * replaced. Ids stay. `not-allowed` (`same-person`, `purged`).
   */
  renewSecret(people: {
    requestedBy: PurgePerson;
    approvedBy: PurgePerson;
  }): Promise<RenewedSecret>;
}
