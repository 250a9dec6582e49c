import {
  BadgeCheck,
  CircleAlert,
  FileText,
  IdCard,
  type LucideIcon,
  MoonStar,
  Printer,
  ReceiptText,
  RefreshCw,
  ScanLine,
  Settings,
  Siren,
  TableProperties,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Screen } from '../../ui/navigation.tsx';
import { BadgesScreen } from '../badges/badges-screen.tsx';
import { PrintJobsScreen } from '../badges/print-jobs-screen.tsx';
import { DeskScreen } from '../check-in/desk-screen.tsx';
import { DayCloseScreen } from '../day-close/day-close-screen.tsx';
import { DelegationsScreen } from '../delegations/delegations-screen.tsx';
import { EmergencyScreen } from '../emergency/emergency-screen.tsx';
import { SyncScreen } from '../hub-hosting/sync-screen.tsx';
import { PrintersScreen } from '../printing/printers-screen.tsx';
import { ReportsScreen } from '../reports/reports-screen.tsx';
import { SettingsScreen } from '../station/settings-screen.tsx';
import { BadgeTemplatesScreen } from '../templates/badge-templates-screen.tsx';
import { ProblemsScreen } from './problems-screen.tsx';
import { RosterScreen } from './roster-screen.tsx';

interface ScreenEntry {
  Content: () => ReactNode;
  /** Its icon on the rail; its label is the text `app.<name>`. */
  Icon: LucideIcon;
}

export const screens: Readonly<Record<Screen, ScreenEntry>> = {
  desk: { Content: DeskScreen, Icon: ScanLine },
  delegations: { Content: DelegationsScreen, Icon: UsersRound },
  problems: { Content: ProblemsScreen, Icon: CircleAlert },
  jobs: { Content: PrintJobsScreen, Icon: ReceiptText },
  printers: { Content: PrintersScreen, Icon: Printer },
  badges: { Content: BadgesScreen, Icon: BadgeCheck },
  roster: { Content: RosterScreen, Icon: TableProperties },
  templates: { Content: BadgeTemplatesScreen, Icon: IdCard },
  sync: { Content: SyncScreen, Icon: RefreshCw },
  emergency: { Content: EmergencyScreen, Icon: Siren },
  reports: { Content: ReportsScreen, Icon: FileText },
  'day-close': { Content: DayCloseScreen, Icon: MoonStar },
  settings: { Content: SettingsScreen, Icon: Settings },
};
