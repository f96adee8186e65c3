-- grain: one row; the number changes when another connection than this one has committed
pragma data_version
