export declare const DAYS: Record<'critical' | 'high' | 'moderate' | 'low' | 'info', number>;
export declare function judge(text: string):
  | { answered: false }
  | {
      answered: true;
      checked: number;
      found: { name: string; severity: string; days: number; fix: string; title: string }[];
    };
