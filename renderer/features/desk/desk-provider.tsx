import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { ask } from '../../client/ask.ts';
import { useStation, useStationAnswer } from '../../client/station.tsx';
import { useTellCamera } from '../../client/use-tell-camera.ts';
import { useNotify } from '../../ui/toast.tsx';
import { isBadgeText } from '../badge-balance/badge-text.ts';
import { type AfterScan, type Scan, type Scanning, useScanning } from '../scan/index.ts';
import { isInviteText } from '../sync/invite-text.ts';
import { createDeskFlow, type DeskFlow, type DeskState, isAnswerDue } from './flow.ts';
import { organiserCodes } from './organiser-codes.ts';
import { play, toneOf } from './sounds.ts';

type Probe = (scan: Scan) => void;
type InviteReader = (text: string) => void;
type BadgeReader = (readings: string[]) => void;

interface Desk {
  state: DeskState;
  flow: DeskFlow;
  scanning: Scanning;
  /** The delegate whose details are open, apart from the search; null for none. */
  picked: string | null;
  pick: (delegateId: string | null) => void;
  /** Passes a scanned code of a hub to `reader` (the dialog that joins a hub); null ends it. */
  readInvites: (reader: InviteReader | null) => void;
  /** Passes a scanned badge's code to `reader` (the screen for returned badges); null ends it. */
  readBadges: (reader: BadgeReader | null) => void;
  /**
   * Passes every scan to `probe` instead of a check-in (the settings' test field); null stops it.
   */
  setProbe: (probe: Probe | null) => void;
}

const DeskContext = createContext<Desk | null>(null);

interface FlowParts {
  flow: DeskFlow;
  onScan: (scan: Scan) => Promise<AfterScan>;
  /** Called whenever the next scan may come. */
  free: { current: () => void };
  readInvites: (reader: InviteReader | null) => void;
  readBadges: (reader: BadgeReader | null) => void;
  setProbe: (probe: Probe | null) => void;
}

/** Scans reach the desk from any open screen; dialogs give way to them. */
function useFlow(): FlowParts {
  const { t } = useTranslation();
  const notify = useNotify();
  const { scanArrived } = useNavigation();
  const isBeingSetUp = useStation().setUp !== null;
  const free = useRef<() => void>(() => undefined);
  const probe = useRef<Probe | null>(null);
  const inviteReader = useRef<InviteReader | null>(null);
  const badgeReader = useRef<BadgeReader | null>(null);
  const [flow] = useState(() =>
    createDeskFlow(
      { checkIn: (input) => ask('checkIn', input), newKey: () => crypto.randomUUID() },
      () => free.current(),
    ),
  );
  const onScan = useCallback(
    async (scan: Scan): Promise<AfterScan> => {
      if (probe.current !== null) {
        probe.current(scan);
        return 'next';
      }
      const invite = scan.input.readings.find(isInviteText);
      if (invite !== undefined) {
        // A hub's code is never a ticket, whatever is open.
        if (inviteReader.current === null) notify(t('join.elsewhere'));
        else inviteReader.current(invite);
        return 'next';
      }
      if (badgeReader.current !== null && scan.input.readings.some(isBadgeText)) {
        badgeReader.current(scan.input.readings);
        return 'next';
      }
      if (isBeingSetUp) return 'next';
      scanArrived();
      return flow.scan(scan);
    },
    [flow, isBeingSetUp, notify, scanArrived, t],
  );
  const setProbe = useCallback((next: Probe | null) => {
    probe.current = next;
  }, []);
  const readInvites = useCallback((reader: InviteReader | null) => {
    inviteReader.current = reader;
  }, []);
  const readBadges = useCallback((reader: BadgeReader | null) => {
    badgeReader.current = reader;
  }, []);
  return { flow, onScan, free, setProbe, readInvites, readBadges };
}

/** The desk's state and the page's one scanning bus; above the sign-in: a lock loses nothing. */
export function DeskProvider({ children }: { children: ReactNode }): ReactNode {
  const station = useStation();
  const { renew } = useStationAnswer();
  const { flow, onScan, free, setProbe, readInvites, readBadges } = useFlow();
  const state = useSyncExternalStore(flow.subscribe, flow.read);
  const { registrationCodePattern } = station.event;
  const looksLikeOrganiserCode = useMemo(
    () => organiserCodes(registrationCodePattern),
    [registrationCodePattern],
  );
  const scanning = useScanning({
    camera: station.camera,
    functionKeyPrefix: station.scanner.functionKeyPrefix,
    // During the set-up of the station, scans are hubs' codes and tests; they need no sign-in.
    held: (station.operator === null && station.setUp === null) || isAnswerDue(state),
    onScan,
    looksLikeOrganiserCode,
  });
  useTellCamera(scanning.camera);
  const { resume } = scanning;
  useEffect(() => {
    free.current = resume;
  }, [free, resume]);
  useTone(state, station.sounds);
  const isSignedIn = station.operator !== null;
  useEffect(() => {
    // The next operator has not seen the document.
    if (!isSignedIn) flow.sawDocument(null);
  }, [flow, isSignedIn]);
  useEffect(() => {
    if (state.kind === 'failed' && state.failure.code === 'sign-in-needed') renew();
  }, [state, renew]);
  const [picked, pick] = useState<string | null>(null);
  const desk = useMemo(
    () => ({ state, flow, scanning, picked, pick, setProbe, readInvites, readBadges }),
    [state, flow, scanning, picked, setProbe, readInvites, readBadges],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}

function useTone(state: DeskState, sounds: boolean): void {
  const audible = useRef(sounds);
  useEffect(() => {
    audible.current = sounds;
  }, [sounds]);
  useEffect(() => {
    const tone = toneOf(state);
    if (tone !== null && audible.current) play(tone);
  }, [state]);
}

/** What the desk shows, its actions and the scanning bus. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk needs a DeskProvider around it');
  return desk;
}
