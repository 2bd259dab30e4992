import {
  ColumnTransformer, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler, transformerFromJSON,
  type Transformer, type TransformerJson,
} from "@framepool/frame/internal";

/** What learns from rows: a transformer of frames, or the encoder of one Series. */
export type Learner = Transformer | LabelEncoder;

const CLASSES = [ColumnTransformer, KBinsDiscretizer, LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, SimpleImputer, StandardScaler];

export function isLearner(value: unknown): value is Learner {
  return CLASSES.some((each) => value instanceof each);
}

/** The inverse of `toJSON`, of any class. */
export function learnerFromJson(json: TransformerJson): Learner {
  return json.transformer === "LabelEncoder" ? LabelEncoder.fromJSON(json) : transformerFromJSON(json);
}

/** The columns that are learned from; null: all. */
export function columnsLearned(learner: Learner): readonly string[] | null {
  if (learner instanceof ColumnTransformer) return [...new Set(learner.transformers.flatMap(([, , columns]) => columns))];
  return "columns" in learner ? (learner.columns as readonly string[] | null) : null;
}
