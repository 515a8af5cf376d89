import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { preload } from 'react-dom';
import { getPreferences } from '@/lib/core/i18n/preferences';
import { getTranslations } from '@/lib/core/i18n/translations';
import fonts from './preload-fonts.json';

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f2e6' },
    { media: '(prefers-color-scheme: dark)', color: '#121613' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('brand'), template: `%s · ${t('brand')}` },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, direction, theme } = await getPreferences();
  preload(fonts[locale], { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' });
  return (
    <html lang={locale} dir={direction} {...(theme !== 'device' && { 'data-theme': theme })}>
      <body>{children}</body>
    </html>
  );
}
