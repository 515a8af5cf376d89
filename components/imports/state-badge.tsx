import { useTranslations } from 'next-intl';
import { Badge, type Tone } from '@/components/ui/badge';
import { Ban, Check, CircleAlert, Eye, type Icon, LoaderCircle, Undo2 } from '@/components/ui/icons';
import type { ImportState } from '@/lib/imports/schema';

const moving = { tone: 'info', icon: LoaderCircle } as const;
const looks: Record<ImportState, { tone: Tone; icon: Icon }> = {
  UPLOADED: moving,
  CHECKING: moving,
  READY: { tone: 'warn', icon: Eye },
  COMMITTING: moving,
  DONE: { tone: 'good', icon: Check },
  UNDOING: moving,
  UNDONE: { tone: 'neutral', icon: Undo2 },
  FAILED: { tone: 'bad', icon: CircleAlert },
  DISCARDED: { tone: 'neutral', icon: Ban },
};

export function StateBadge({ state }: { state: ImportState }) {
  const t = useTranslations('imports.states');
  return <Badge {...looks[state]}>{t(state)}</Badge>;
}
