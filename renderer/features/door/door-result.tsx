import { CircleCheckBig, LogOut, OctagonX, ScanLine, Undo2, UserRoundSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DoorAnswer, DoorView } from '../../../preload/contract/door.ts';
import { useEventWords } from '../../i18n/event-words.ts';
import { CameraPreview } from '../scan/index.ts';
import { DoorAsking } from './door-asking.tsx';
import { useDoor } from './door-provider.tsx';
import type { DoorState } from './flow.ts';
import { type DoorLook, type DoorWord, stateLook } from './look.ts';
import { useDoorDetail } from './use-door-detail.ts';
import { usePhoto } from './use-photo.ts';

const icons = {
  check: CircleCheckBig,
  out: LogOut,
  ask: UserRoundSearch,
  stop: OctagonX,
  undone: Undo2,
};

/** What fills the screen: the verdict of the last badge, or the invitation to show one. */
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
    <section className="door-ready" data-camera={hasCamera || undefined}>
      {hasCamera ? (
        <div className="door-camera">
          <CameraPreview scanning={scanning} mirrored />
        </div>
      ) : (
        <ScanLine aria-hidden="true" className="door-sign" />
      )}
      <div>
        <h1 className="door-word">{t(`door.ready.${view.direction}`)}</h1>
        <Other words={`ready.${view.direction}`} />
        {!view.isOpen && <p className="door-detail">{t('door.closed')}</p>}
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
  const Icon = icons[look.icon];
  const answer = 'answer' in state ? state.answer : null;
  return (
    <section className="door-verdict">
      <div className="door-verdict-top">
        <Icon aria-hidden="true" className="door-sign flips" />
        <div className="door-verdict-word" role="alert">
          <h1 className="door-word">{t(`door.word.${look.word}`)}</h1>
          <Other words={`word.${look.word}`} />
          {answer?.delegate != null && (
            <span className="visually-hidden">{answer.delegate.printedName}</span>
          )}
        </div>
      </div>
      <Person answer={answer} />
      <Detail state={state} />
      {state.kind === 'asking' && <DoorAsking state={state} />}
      {state.kind === 'failed' && <Failed state={state} />}
    </section>
  );
}

/** The same words in the event's other language: who comes may read only that one. */
function Other({ words }: { words: `ready.${'in' | 'out'}` | `word.${DoorWord}` }): ReactNode {
  const { t, i18n } = useTranslation();
  const lng = i18n.language === 'fr' ? 'en' : 'fr';
  return (
    <p className="door-word-other" lang={lng}>
      {t(`door.${words}`, { lng })}
    </p>
  );
}

function Person({ answer }: { answer: DoorAnswer | null }): ReactNode {
  const words = useEventWords();
  const photo = usePhoto(answer?.photo ?? null);
  if (answer === null || answer.delegate === null) return null;
  const { printedName, delegation, administration, category } = answer.delegate;
  return (
    <div className="door-person">
      {photo !== null && <img className="door-photo" src={photo} alt="" />}
      <div>
        <p className="door-name">
          <bdi>{printedName}</bdi>
        </p>
        <p className="door-delegation">{words.delegation(delegation)}</p>
        <p className="door-more">
          <bdi>{[administration, words.category(category)].filter(Boolean).join(' · ')}</bdi>
        </p>
      </div>
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

function Failed({ state }: { state: Extract<DoorState, { kind: 'failed' }> }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDoor();
  const { code } = state.failure;
  return (
    <div className="door-asking">
      <p className="door-detail">
        {t(`error.${code}.title`)} {t(`error.${code}.remedy`)}
      </p>
      <Button className="door-button" onPress={() => void flow.retry()}>
        {t('app.retry')}
      </Button>
      <Button className="door-button" onPress={flow.leave}>
        {t('door.leave')}
      </Button>
    </div>
  );
}
