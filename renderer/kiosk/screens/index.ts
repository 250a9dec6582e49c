import type { ReactNode } from 'react';
import type { KioskScreen } from '../screen-of.ts';
import { Attract } from './attract.tsx';
import { Code } from './code.tsx';
import { Confirm } from './confirm.tsx';
import { Consents } from './consents.tsx';
import { Correct } from './correct.tsx';
import { AlreadyIn, NotFound, SeeDesk, TooMany, Trouble } from './errors.tsx';
import { Collect, Held, Printing } from './printing.tsx';
import { Start } from './start.tsx';
import { Take } from './take.tsx';
import { Waiting } from './waiting.tsx';

export const screens: Readonly<Record<KioskScreen, () => ReactNode>> = {
  attract: Attract,
  start: Start,
  code: Code,
  lookingUp: Waiting,
  notFound: NotFound,
  tooMany: TooMany,
  confirm: Confirm,
  correct: Correct,
  correcting: Waiting,
  consents: Consents,
  checkingIn: Waiting,
  printing: Printing,
  held: Held,
  take: Take,
  collect: Collect,
  unclear: SeeDesk,
  alreadyIn: AlreadyIn,
  seeDesk: SeeDesk,
  trouble: Trouble,
  wiping: Waiting,
};
