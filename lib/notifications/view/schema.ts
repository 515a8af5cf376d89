type Named = { name: string; nativeName: string | null };

export type News = {
  conversations: { id: string; subject: string; at: Date; child: Named; guardian: Named }[];
  notices: { id: string; title: string; urgent: boolean; at: Date }[];
  /** Of the head of the house: what waits for a decision. */
  support: number;
  bands: number;
};
