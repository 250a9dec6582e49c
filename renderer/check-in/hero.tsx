import {
  ArrowLeft,
  FileImage,
  Layers2,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
  Upload,
  Wrench,
  X,
} from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { useHotkeys } from '../../ui/hotkeys.tsx';
import { LanyardArt } from '../../ui/lanyard-art.tsx';
import { useNavigation } from '../../ui/navigation.tsx';
import { useClaimFocus } from '../../ui/use-claim-focus.ts';
import type { CallFailure } from '../base/ask.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { identityDocuments } from '../roster/identity-documents.ts';
import { useScans } from '../scanning/index.ts';
import { useDesk } from './desk-provider.tsx';
import { type DeskState, isAnswerDue } from './flow.ts';
import { HeroVerdict } from './hero-verdict.tsx';
import { ListAgesLine } from './list-ages-line.tsx';
import { Person, PersonNotice } from './person.tsx';
import { IdentityPhoto } from './photo/delegate-photo.tsx';
import { useChooseTicketFile } from './ticket-file/ticket-file.tsx';
import { verdictLook } from './verdict.ts';
import './hero.css';
import './hero-idle.css';
import './hero-verdict.css';
import './hero-stub.css';
import './hero-sizes.css';

function toneOf(state: DeskState): string {
  switch (state.kind) {
    case 'idle':
    case 'asking':
      return 'calm';
    case 'identity':
      return 'ask';
    case 'failed':
      return 'fault';
    case 'answered':
      return verdictLook(state.answer).tone;
  }
}

function HeroContent({ state }: { state: DeskState }): ReactNode {
  switch (state.kind) {
    case 'idle':
      return <HeroIdle />;
    case 'asking':
      return <HeroAsking />;
    case 'identity':
      return <HeroIdentity key={state.key} state={state} />;
    case 'failed':
      return <HeroFailed failure={state.failure} />;
    case 'answered':
      return <HeroVerdict key={state.key} answer={state.answer} />;
  }
}

/** The panel across the width: the result of the last scan, or what it still needs. */
export function Hero({ compact }: { compact: boolean }): ReactNode {
  const { t } = useTranslation();
  const { state } = useDesk();
  return (
    <section
      className="hero flex flex-col overflow-hidden relative"
      aria-label={t('desk.result')}
      data-tone={toneOf(state)}
      data-kind={state.kind}
      data-compact={(compact && !isAnswerDue(state)) || undefined}
    >
      <div className="hero-ribbon h-2 flex-none" aria-hidden="true" />
      <div className="hero-content grid flex-1 min-h-0">
        <HeroContent state={state} />
      </div>
      <p className="visually-hidden" role="alert">
        <HeroSpeech state={state} />
      </p>
      <HeroCorner />
    </section>
  );
}

/** What a screen reader announces at once: the short verdict and the person. */
function HeroSpeech({ state }: { state: DeskState }): ReactNode {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
    case 'asking':
      return null;
    case 'identity':
      return `${t('identity.title')}. ${state.delegate.printedName}`;
    case 'failed':
      return `${t('verdict.failed')}. ${t(`error.${state.failure.code}.title`)}`;
    case 'answered': {
      const { answer } = state;
      const name = 'delegate' in answer ? (answer.delegate?.printedName ?? '') : '';
      return `${t(`verdict.${verdictLook(answer).headline}`)}. ${name}`;
    }
  }
}

/** What waits behind the result: further scans, and the interrupted screen. */
function HeroCorner(): ReactNode {
  const { t } = useTranslation();
  const { state } = useDesk();
  const { scanning } = useScans();
  const { interrupted, go } = useNavigation();
  const offersReturn = interrupted !== null && !isAnswerDue(state);
  return (
    <div className="hero-corner z-2 bottom-4 start-6 flex gap-3 absolute">
      {scanning.waiting > 0 && (
        <p
          className="hero-waiting figures inline-flex items-center gap-2 px-4 py-2 rounded-full text-sm font-semibold"
          role="status"
        >
          <Layers2 size={18} />
          {t('desk.waiting', { count: scanning.waiting })}
          <IconButton
            label={t('desk.putAsideAll')}
            icon={<X size={16} />}
            onPress={scanning.clearWaiting}
          />
        </p>
      )}
      {scanning.refused > 0 && (
        <p
          className="hero-waiting inline-flex items-center gap-2 px-4 py-2 rounded-full text-sm font-semibold"
          role="status"
        >
          {t('desk.refused', { count: scanning.refused })}
        </p>
      )}
      {offersReturn && (
        <Button
          size="small"
          icon={<ArrowLeft size={18} className="flips" />}
          onPress={() => go(interrupted)}
        >
          {t('desk.returnTo', { screen: t(`app.${interrupted}`) })}
        </Button>
      )}
    </div>
  );
}

/** Usually visible for less than a frame. */
function HeroAsking(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="hero-asking flex items-center gap-5 justify-center">
      <LoaderCircle size={44} className="spins" />
      <h1 className="text-2xl">{t('desk.asking')}</h1>
    </div>
  );
}

/** The call failed. As far as the desk knows, nothing was recorded; the operator can retry. */
function HeroFailed({ failure }: { failure: CallFailure }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  const isSupervisor = useIsSupervisor();
  useHotkeys([{ key: 'Enter', run: () => void flow.retry() }]);
  return (
    <div className="hero-verdict quiet-focus">
      <div className="hero-sign aspect-square grid place-items-center self-center">
        <Wrench aria-hidden="true" />
      </div>
      <div className="grid gap-0.5 self-center min-w-0">
        <p className="hero-word">{t('verdict.failed')}</p>
        <h1 className="hero-name">{t(`error.${failure.code}.title`)}</h1>
        <p className="hero-detail mt-2 font-bold">{t(`error.${failure.code}.remedy`)}</p>
        {isSupervisor && failure.detail !== '' && (
          <Details>
            <SupportText>{failure.detail}</SupportText>
          </Details>
        )}
      </div>
      <div className="hero-stub">
        <div className="grid gap-2">
          <Button
            variant="primary"
            size="large"
            wide
            icon={<RotateCw size={20} />}
            keys={[t('keys.enter')]}
            onPress={() => void flow.retry()}
          >
            {t('app.retry')}
          </Button>
          <Button wide keys={[t('keys.escape')]} onPress={flow.putAside}>
            {t('desk.putAside')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function EmptyRoster(): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const isSupervisor = useIsSupervisor();
  return (
    <div className="hero-idle grid items-center justify-center gap-12 px-8">
      <LanyardArt />
      <div className="hero-idle-words grid gap-2 justify-items-start">
        <h1>{t('desk.empty.title')}</h1>
        <p>{t(isSupervisor ? 'desk.empty.supervisor' : 'desk.empty.operator')}</p>
        {isSupervisor && (
          <Button
            variant="primary"
            size="large"
            icon={<Upload size={20} />}
            onPress={() => go('roster')}
          >
            {t('desk.empty.import')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Nothing scanned: says what to do, or links to the import while the roster is empty. */
function HeroIdle(): ReactNode {
  const { t } = useTranslation();
  const { rosterSize } = useStation();
  const { scanning } = useScans();
  const chooseTicketFile = useChooseTicketFile();
  if (rosterSize === 0) return <EmptyRoster />;
  const hasCamera = scanning.camera.kind === 'running';
  return (
    <div className="hero-idle grid items-center justify-center gap-12 px-8">
      <LanyardArt />
      <div className="hero-idle-words grid gap-2 justify-items-start">
        <h1>{t('desk.idle.title')}</h1>
        <p>{t(hasCamera ? 'desk.idle.camera' : 'desk.idle.noCamera')}</p>
        <p className="hero-idle-keys flex items-center gap-2 mt-2">{t('desk.idle.type')}</p>
        <div className="hero-idle-keys">
          <Button
            size="small"
            icon={<FileImage />}
            keys={[t('keys.ctrl'), 'T']}
            onPress={chooseTicketFile}
          >
            {t('ticketFile.open')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function HeroIdentity({ state }: { state: Extract<DeskState, { kind: 'identity' }> }): ReactNode {
  const { t } = useTranslation();
  const { flow } = useDesk();
  const panel = useRef<HTMLDivElement>(null);
  useClaimFocus(panel);
  const { dialog } = useNavigation();
  const confirm = (document: IdentityDocument): void => void flow.confirm(document);
  useHotkeys(
    [
      { key: 'Enter', run: () => confirm('passport') },
      ...identityDocuments.map(({ document, key }) => ({ key, run: () => confirm(document) })),
    ],
    // In the photo dialog, Enter takes the picture.
    dialog === null,
  );
  const isBusy = state.confirming !== null;
  return (
    <div className="hero-verdict quiet-focus" ref={panel} tabIndex={-1}>
      <IdentityPhoto delegate={state.delegate} />
      <div className="grid gap-0.5 self-center min-w-0">
        <p className="mb-1 text-xl font-bold text-accent">{t('identity.title')}</p>
        <Person delegate={state.delegate} />
        <PersonNotice notice={state.notice} />
        <ListAgesLine lists={state.lists} />
      </div>
      <div className="hero-stub">
        <h2 className="stub-title text-md tracking-normal">{t('identity.confirm')}</h2>
        <div className="identity-keys grid gap-2">
          {identityDocuments.map(({ document, key, Icon }) => (
            <Button
              key={document}
              variant={document === 'passport' ? 'primary' : 'plain'}
              isDisabled={isBusy}
              icon={<DocumentIcon Icon={Icon} busy={state.confirming === document} />}
              keys={document === 'passport' ? [t('keys.enter')] : [key.toUpperCase()]}
              onPress={() => confirm(document)}
              wide
            >
              {t(`identity.${document}`)}
            </Button>
          ))}
        </div>
        <div className="stub-foot -mx-2 flex flex-wrap items-center justify-between gap-1">
          <p className="flex-1 px-2 text-soft text-xs">
            {isBusy ? t('identity.confirming') : t('identity.instruction')}
          </p>
          <Button
            variant="quiet"
            size="small"
            isDisabled={isBusy}
            keys={[t('keys.escape')]}
            onPress={flow.putAside}
          >
            {t('identity.aside')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function DocumentIcon({ Icon, busy }: { Icon: LucideIcon; busy: boolean }): ReactNode {
  if (busy) return <LoaderCircle size={20} className="spins" />;
  return <Icon aria-hidden="true" size={20} />;
}
