import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { play } from '../../ui/sounds.ts';
import { useNotify } from '../../ui/toast.tsx';
import { ask, failureOf } from '../base/ask.ts';
import { useStation, useStationAnswer } from '../base/station.tsx';
import { useTellCamera } from '../base/use-tell-camera.ts';
import { rememberOperator } from '../operators/last-operator.ts';
import { type AfterScan, type Scan, ScansContext, useScansOfPage } from '../scanning/index.ts';
import { isInviteText } from '../scanning/invite-text.ts';
import { createDeskFlow, type DeskFlow, type DeskState, isAnswerDue } from './flow.ts';
import { organiserCodes } from './organiser-codes.ts';
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
  /** Called when the desk is ready for the next scan. */
  free: { current: () => void };
}

/** Scans reach the desk whatever screen is open; an open dialog closes for them. */
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
  const onScan = async (scan: Scan): Promise<AfterScan> => {
    if (scan.input.readings.some(isInviteText)) {
      // A hub's join code is never a ticket, whatever screen is open.
      notify(t('join.elsewhere'));
      return 'next';
    }
    if (isBeingSetUp) return 'next';
    scanArrived();
    return flow.scan(scan);
  };
  return { flow, onScan, free };
}

/**
 * Holds the desk's state and the page's only scan bus. It is mounted above the sign-in so that
 * locking the station loses nothing.
 */
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
    camera: { enabled: station.cameraEnabled, deviceId: station.cameraDeviceId },
    functionKeyPrefix: station.functionKeyPrefix,
    // During set-up, scans are join codes and test scans, which need no sign-in.
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

/** @throws Error outside of a `DeskProvider` */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === null) throw new Error('useDesk needs a DeskProvider around it');
  return desk;
}

/** Reports a delegate's badge that is printed but not handed over; null once there is none. */
type TellReady = (delegateId: string, serialText: string | null) => void;

/**
 * Records the ready badge as handed over when another delegate replaces its holder on the desk.
 * Nothing is recorded if the same ticket is scanned again, if the delegate was dismissed, if the
 * check-in was undone, or if the operator signed out: nobody knows where that badge is.
 *
 * @param isOn the station hands over this way, and an operator is signed in
 */
function useHandOverAtNext(state: DeskState, isOn: boolean): TellReady {
  const { t } = useTranslation();
  const notify = useNotify();
  const ready = useRef<{ delegateId: string; serialText: string } | null>(null);
  const next = delegateOf(state);
  const isLeft = state.kind === 'idle' || !isOn;
  // A layout effect, so that it runs before the next delegate's panel reports its own badge.
  useLayoutEffect(() => {
    if (isLeft) ready.current = null;
    const badge = ready.current;
    if (badge === null || next === null || next === badge.delegateId) return;
    ready.current = null;
    ask('handOverBadge', { serialText: badge.serialText, to: 'delegate' }).catch((error: unknown) =>
      notify(t(`error.${failureOf(error).code}.title`)),
    );
  }, [isLeft, next, notify, t]);
  return useCallback((delegateId, serialText): void => {
    ready.current = serialText === null ? null : { delegateId, serialText };
  }, []);
}

function delegateOf(state: DeskState): string | null {
  if (state.kind === 'identity') return state.delegate.id;
  if (state.kind !== 'answered' || !('delegate' in state.answer)) return null;
  return state.answer.delegate?.id ?? null;
}

/** Opens a delegate just registered, with the document seen, if any: Enter then checks them in. */
export function useOpenNew(): (delegateId: string, document?: IdentityDocument) => void {
  const { go, pick } = useNavigation();
  const { state, flow } = useDesk();
  return (delegateId, document) => {
    if (!isAnswerDue(state)) flow.putAside();
    flow.sawDocument(document === undefined ? null : { delegateId, document });
    go('desk');
    pick(delegateId);
  };
}
