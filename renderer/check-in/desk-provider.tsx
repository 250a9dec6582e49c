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
import { ask } from '../kit/client/ask.ts';
import { useStation, useStationAnswer } from '../kit/client/station.tsx';
import { useTellCamera } from '../kit/client/use-tell-camera.ts';
import { useNavigation } from '../kit/navigation.tsx';
import { play } from '../kit/sounds.ts';
import { useNotify } from '../kit/toast.tsx';
import { rememberOperator } from '../operators/last-operator.ts';
import { type AfterScan, type Scan, ScansContext, useScansOfPage } from '../scanning/index.ts';
import { isInviteText } from '../scanning/invite-text.ts';
import { createDeskFlow, type DeskFlow, type DeskState, isAnswerDue } from './flow.ts';
import { organiserCodes } from './organiser-codes.ts';
import { type TellReady, useHandOverAtNext } from './use-hand-over-at-next.ts';
import { soundOf } from './verdict.ts';

interface Desk {
  state: DeskState;
  flow: DeskFlow;
  tellReady: TellReady;
}

const DeskContext = createContext<Desk | null>(null);

interface FlowParts {
  flow: DeskFlow;
  onScan: (scan: Scan) => Promise<AfterScan>;
  /** Called whenever the next scan may come. */
  free: { current: () => void };
}

/** Scans reach the desk from any open screen; dialogs give way to them. */
function useFlow(): FlowParts {
  const { t } = useTranslation();
  const notify = useNotify();
  const { scanArrived } = useNavigation();
  const { setUp, handOver } = useStation();
  const isBeingSetUp = setUp !== null;
  const badgeHandsOver = useRef(false);
  useEffect(() => {
    badgeHandsOver.current = handOver === 'badge-scan';
  }, [handOver]);
  const free = useRef<() => void>(() => undefined);
  const [flow] = useState(() =>
    createDeskFlow(
      {
        checkIn: (input) => ask('checkIn', { ...input, badgeHandsOver: badgeHandsOver.current }),
        newKey: () => crypto.randomUUID(),
      },
      () => free.current(),
    ),
  );
  const onScan = useCallback(
    async (scan: Scan): Promise<AfterScan> => {
      if (scan.input.readings.some(isInviteText)) {
        // A hub's code is never a ticket, whatever is open.
        notify(t('join.elsewhere'));
        return 'next';
      }
      if (isBeingSetUp) return 'next';
      scanArrived();
      return flow.scan(scan);
    },
    [flow, isBeingSetUp, notify, scanArrived, t],
  );
  return { flow, onScan, free };
}

/** The desk's state and the page's one scanning bus; above the sign-in: a lock loses nothing. */
export function DeskProvider({ children }: { children: ReactNode }): ReactNode {
  const station = useStation();
  const { renew } = useStationAnswer();
  const { flow, onScan, free } = useFlow();
  const state = useSyncExternalStore(flow.subscribe, flow.read);
  const { registrationCodePattern } = station.event;
  const looksLikeOrganiserCode = useMemo(
    () => organiserCodes(registrationCodePattern),
    [registrationCodePattern],
  );
  const scans = useScansOfPage({
    camera: station.camera,
    functionKeyPrefix: station.scanner.functionKeyPrefix,
    // During the set-up of the station, scans are hubs' codes and tests; they need no sign-in.
    held: (station.operator === null && station.setUp === null) || isAnswerDue(state),
    onScan,
    looksLikeOrganiserCode,
  });
  useTellCamera(scans.scanning.camera);
  const { resume } = scans.scanning;
  useEffect(() => {
    free.current = resume;
  }, [free, resume]);
  useTone(state, station.sounds);
  const operatorId = station.operator?.id ?? null;
  useEffect(() => {
    // The next operator has not seen the document.
    if (operatorId === null) flow.sawDocument(null);
    else rememberOperator(operatorId);
  }, [flow, operatorId]);
  useEffect(() => {
    if (state.kind === 'failed' && state.failure.code === 'sign-in-needed') renew();
  }, [state, renew]);
  const isHandingOver = station.handOver === 'next-scan' && operatorId !== null;
  const tellReady = useHandOverAtNext(state, isHandingOver);
  const desk = useMemo(() => ({ state, flow, tellReady }), [state, flow, tellReady]);
  return (
    <ScansContext value={scans}>
      <DeskContext value={desk}>{children}</DeskContext>
    </ScansContext>
  );
}

function useTone(state: DeskState, sounds: boolean): void {
  const audible = useRef(sounds);
  useEffect(() => {
    audible.current = sounds;
  }, [sounds]);
  useEffect(() => {
    const tone = soundOf(state);
    if (tone !== null && audible.current) play(tone);
  }, [state]);
}

/** What the desk shows, and its actions. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk needs a DeskProvider around it');
  return desk;
}
