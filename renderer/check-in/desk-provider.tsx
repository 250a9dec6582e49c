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
import { ask, failureOf } from '../kit/client/ask.ts';
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

/** Tells a delegate's badge that is printed and not handed over yet; null once there is none. */
type TellReady = (delegateId: string, serialText: string | null) => void;

/**
 * Records the badge that is ready as handed over when the next delegate takes the place of its own.
 * A second scan of the same ticket hands nothing over, nor does a delegate who was dismissed, whose
 * check-in was undone, or whose operator has left: nobody knows where that badge is.
 *
 * @param isOn the station is set so, and somebody is signed in
 */
function useHandOverAtNext(state: DeskState, isOn: boolean): TellReady {
  const { t } = useTranslation();
  const notify = useNotify();
  const ready = useRef<{ delegateId: string; serialText: string } | null>(null);
  const next = delegateOf(state);
  const isLeft = state.kind === 'idle' || !isOn;
  // Ahead of the effects of the next delegate's panel, which tells of another badge.
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

/** Opens a person just registered, with the document seen, if any: Enter checks them in. */
export function useOpenNew(): (delegateId: string, document?: IdentityDocument) => void {
  const { go, pick } = useNavigation();
  const { state, flow } = useDesk();
  return useCallback(
    (delegateId, document) => {
      if (!isAnswerDue(state)) flow.putAside();
      flow.sawDocument(document === undefined ? null : { delegateId, document });
      go('desk');
      pick(delegateId);
    },
    [flow, go, pick, state],
  );
}
