import {
  Check,
  CircleCheckBig,
  LogOut,
  OctagonX,
  ScanLine,
  Undo2,
  UserRoundSearch,
  UsersRound,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { shownExtra } from '../../domain/event/extra-values.ts';
import type { ListAges } from '../../domain/sync/sync-status.ts';
import type { DoorAnswer, DoorView } from '../../preload/contract/doors.ts';
import { useFormats } from '../../ui/formats.ts';
import { KeyHint } from '../../ui/hotkeys.tsx';
import { usePictureAddress } from '../../ui/use-picture-address.ts';
import { wordedLanguages } from '../../ui/words/further.ts';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';
import { useSyncNow } from '../hub-client/sync-provider.tsx';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { CameraPreview } from '../scanning/index.ts';
import { useDoor } from './door-provider.tsx';
import { type DoorState, isHeld } from './flow.ts';
import { type DoorLook, type DoorWord, refusalWord, stateLook } from './look.ts';

const icons = {
  check: CircleCheckBig,
  out: LogOut,
  ask: UserRoundSearch,
  full: UsersRound,
  stop: OctagonX,
  undone: Undo2,
};

/** The full-screen content: the verdict on the last badge, or the invitation to show one. */
export function DoorResult({ view }: { view: DoorView }): ReactNode {
  const { shown } = useDoor();
  const { state } = shown;
  const look = stateLook(state);
  if (look === null || state.kind === 'ready') return <Ready view={view} />;
  return <Verdict key={state.key} state={state} look={look} />;
}

function Ready({ view }: { view: DoorView }): ReactNode {
  const { t } = useTranslation();
  const { scanning } = useDoor();
  const hasCamera = scanning.camera.kind === 'running';
  return (
    <section className="door-ready w-full flex self-center" data-camera={hasCamera || undefined}>
      {hasCamera ? (
        <div className="door-camera flex-none overflow-hidden relative rounded-xl bg-sunken">
          <CameraPreview scanning={scanning} mirrored />
        </div>
      ) : (
        <ScanLine className="door-sign text-accent" />
      )}
      <div>
        <h1 className="door-word leading-[1.05]">{t(`door.ready.${view.direction}`)}</h1>
        <Other say={`ready.${view.direction}`} />
        {!view.isOpen && <p className="door-detail">{t('door.closed')}</p>}
        {scanning.camera.kind === 'running' && scanning.camera.reader === 'spare' && (
          <p className="door-detail">{t('footer.spareReader')}</p>
        )}
        {scanning.camera.kind === 'problem' && (
          <p className="door-detail">
            {t(`footer.cameraProblem.${scanning.camera.problem}.title`)}
          </p>
        )}
      </div>
    </section>
  );
}

type Shown = Exclude<DoorState, { kind: 'ready' }>;

function Verdict({ state, look }: { state: Shown; look: DoorLook }): ReactNode {
  const { t } = useTranslation();
  const answer = 'answer' in state ? state.answer : null;
  return (
    <section
      className="door-verdict self-center w-full grid grid-cols-sign-text"
      data-asks={isHeld(state) || undefined}
    >
      <Sign look={look} photo={answer?.photo ?? null} />
      <div className="door-words grid min-w-0">
        <div role="alert">
          <h1 className="door-word leading-[1.05]">{t(`door.word.${look.word}`)}</h1>
          <Other say={`word.${look.word}`} />
          {answer?.delegate != null && (
            <span className="visually-hidden">{answer.delegate.printedName}</span>
          )}
        </div>
        <Person answer={answer} />
        <Detail state={state} />
      </div>
      {state.kind === 'asking' && <DoorAsking state={state} />}
      {state.kind === 'failed' && <Failed />}
    </section>
  );
}

/** The verdict's icon; with a photo, the icon is on the photo's corner. */
function Sign({ look, photo }: { look: DoorLook; photo: Uint8Array | null }): ReactNode {
  const { t } = useTranslation();
  const Icon = icons[look.icon];
  const address = usePictureAddress(photo, 'image/jpeg');
  if (photo === null) return <Icon aria-hidden="true" className="door-sign flips" />;
  return (
    <div className="relative">
      {address === null ? (
        <div className="door-photo rounded-xl bg-surface object-cover" />
      ) : (
        <img
          className="door-photo rounded-xl bg-surface object-cover"
          src={address}
          alt={t('door.photo')}
        />
      )}
      <span className="door-corner bg-(--door-ground) grid place-items-center absolute rounded-full">
        <Icon aria-hidden="true" className="flips" />
      </span>
    </div>
  );
}

/**
 * The same text in the event's next language that has words, because a visitor may read only that
 * one; nothing if the event has no other.
 */
function Other({ say }: { say: `ready.${'in' | 'out'}` | `word.${DoorWord}` }): ReactNode {
  const { t, i18n } = useTranslation();
  const { event } = useStation();
  const worded = wordedLanguages();
  const lng = event.languages.find((one) => one !== i18n.language && worded.includes(one));
  if (lng === undefined) return null;
  return (
    <p className="door-word-other mt-2" lang={lng} dir={i18n.dir(lng)}>
      {t(`door.${say}`, { lng })}
    </p>
  );
}

function Person({ answer }: { answer: DoorAnswer | null }): ReactNode {
  const words = useEventWords();
  const { event } = useStation();
  const { language } = useFormats();
  if (answer === null || answer.delegate === null) return null;
  const { printedName, delegation, administration, category } = answer.delegate;
  return (
    <div>
      <p className="door-name leading-[1.1] wrap-anywhere font-bold tracking-tight">
        <bdi>{printedName}</bdi>
      </p>
      <p className="door-delegation font-semibold">
        {words.delegation(delegation) || administration}
      </p>
      <p className="door-more">
        <bdi>
          {[administration, words.category(category), words.notInEvent(answer.delegate)]
            .filter(Boolean)
            .join(' · ')}
        </bdi>
      </p>
      {shownExtra(event, answer.delegate.extra, 'door', language).map(({ id, label, value }) => (
        <p key={id} className="door-more">
          {label} <bdi className="font-bold">{value}</bdi>
        </p>
      ))}
    </div>
  );
}

function Detail({ state }: { state: Shown }): ReactNode {
  const lines = useDoorDetail()(state);
  return lines.map((line) => (
    <p key={line} className="door-detail">
      {line}
    </p>
  ));
}

function Failed(): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDoor();
  return (
    <div className="door-asking grid gap-5">
      <Button className="door-button" onPress={() => void flow.retry()}>
        {t('app.retry')}
      </Button>
      <Button className="door-button" onPress={flow.leave}>
        {t('door.leave')}
      </Button>
    </div>
  );
}

/** The steward's two answers: one touch, Enter or Escape. */
function DoorAsking({ state }: { state: Extract<DoorState, { kind: 'asking' }> }): ReactNode {
  const { t } = useTranslation();
  const { flow, scanning } = useDoor();
  const isDisabled = state.deciding !== null;
  return (
    <div className="door-asking grid gap-5">
      <Button
        className="door-button"
        data-variant="pass"
        isDisabled={isDisabled}
        onPress={() => void flow.decide('let-pass')}
      >
        <Check size={40} />
        {t('door.letPass')}
        <KeyHint keys={['Enter']} />
      </Button>
      <Button
        className="door-button"
        data-variant="refuse"
        isDisabled={isDisabled}
        onPress={() => void flow.decide('refuse')}
      >
        <X size={40} />
        {t('door.refuse')}
        <KeyHint keys={['Esc']} />
      </Button>
      {scanning.waiting > 0 && (
        <p className="door-detail" role="status">
          {t('door.othersWait', { count: scanning.waiting })}
        </p>
      )}
    </div>
  );
}

/**
 * The smaller lines under the person: why, and what to do. Neutral, because visitors can read them.
 */
export function useDoorDetail(): (state: Shown) => string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const oldLists = useOldLists();
  const { event, checkpoint, idCheck } = useStation();
  return (state) => {
    if (state.kind === 'undone') return state.name === '' ? [] : [state.name];
    if (state.kind === 'failed') {
      const { code } = state.failure;
      return [t(`error.${code}.title`), t(`error.${code}.remedy`)];
    }
    const { answer } = state;
    const old = oldLists(answer.lists);
    if (answer.outcome === 'passed') return old;
    if (answer.outcome === 'ask') {
      const since = answer.insideSince;
      return [
        ...answer.doubts.map((doubt) => {
          if (doubt === 'inside' && since !== null)
            return t('door.doubt.insideSince', { time: formats.time(since) });
          const asksName = doubt === 'badge-unheard' && !idCheck;
          return t(`door.doubt.${asksName ? 'badge-unheard-named' : doubt}`);
        }),
        ...old,
      ];
    }
    const word = refusalWord(answer);
    if (word === 'notNow') {
      const { windows } = event.checkpoints.find(({ id }) => id === checkpoint) ?? { windows: [] };
      const times = windows.map(({ day, opens, closes }) =>
        t('door.window', { day: formats.shortDay(day), opens, closes }),
      );
      const days = answer.validDays.map(formats.shortDay);
      return [formats.list(times.length > 0 ? times : days), ...old].filter((line) => line !== '');
    }
    if (answer.reason === 'not-registered' && answer.delegate !== null) {
      return [t('door.noRight'), ...old];
    }
    const issuer = answer.host === null ? [] : [t('door.issuedBy', { host: answer.host })];
    return word === 'see' ? old : [...issuer, t(`door.next.${word}`), ...old];
  };
}

/** Text for old lists and for a corrected clock. */
function useOldLists(): (lists: ListAges | null) => string[] {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  return (lists) => {
    if (lists === null) return [];
    const { roster, stopList, old, clock } = lists;
    const corrected = clock === null ? [] : [t('lists.clock', { age: ageWords(Math.abs(clock)) })];
    if (!old) return corrected;
    if (roster === null || stopList === null) return [t('door.listsNever'), ...corrected];
    const age = ageWords(now - Math.min(roster, stopList));
    return [t('door.listsOld', { age }), ...corrected];
  };
}
