import {
  BadgeCheck,
  FileText,
  IdCard,
  type LucideIcon,
  MoonStar,
  Printer,
  ReceiptText,
  RefreshCw,
  ScanLine,
  Settings2,
  Siren,
  TableProperties,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { BadgesScreen } from '../features/badge-balance/badges-screen.tsx';
import { BadgeTemplatesScreen } from '../features/badge-editor/badge-templates-screen.tsx';
import { DayCloseScreen } from '../features/day-close/day-close-screen.tsx';
import { DelegationsScreen } from '../features/delegations/delegations-screen.tsx';
import { DeskScreen } from '../features/desk/desk-screen.tsx';
import { EmergencyScreen } from '../features/emergency/emergency-screen.tsx';
import { PrintJobsScreen } from '../features/print-jobs/print-jobs-screen.tsx';
import { PrintersScreen } from '../features/printers/printers-screen.tsx';
import { ReportsScreen } from '../features/reports/reports-screen.tsx';
import { RosterImportScreen } from '../features/roster-import/roster-import-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { SyncScreen } from '../features/sync/sync-screen.tsx';
import type { Screen } from './navigation.tsx';

interface ScreenEntry {
  Content: () => ReactNode;
  /** Its sign in the rail; `app.<name>` is its label. */
  Icon: LucideIcon;
}

/** What each of the desk's screens shows. */
export const screens: Readonly<Record<Screen, ScreenEntry>> = {
  desk: { Content: DeskScreen, Icon: ScanLine },
  delegations: { Content: DelegationsScreen, Icon: UsersRound },
  jobs: { Content: PrintJobsScreen, Icon: ReceiptText },
  printers: { Content: PrintersScreen, Icon: Printer },
  badges: { Content: BadgesScreen, Icon: BadgeCheck },
  roster: { Content: RosterImportScreen, Icon: TableProperties },
  templates: { Content: BadgeTemplatesScreen, Icon: IdCard },
  sync: { Content: SyncScreen, Icon: RefreshCw },
  emergency: { Content: EmergencyScreen, Icon: Siren },
  reports: { Content: ReportsScreen, Icon: FileText },
  'day-close': { Content: DayCloseScreen, Icon: MoonStar },
  settings: { Content: SettingsScreen, Icon: Settings2 },
};
