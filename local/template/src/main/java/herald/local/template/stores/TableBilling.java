package herald.local.template.stores;

import herald.local.template.text.Findings;
import herald.local.template.values.Properties;
import java.util.List;

/** A table's {@code BillingMode} against the throughput that is asked for (AWS docs, DynamoDB CreateTable). */
record TableBilling(Properties table, Findings findings) {

    private static final String THROUGHPUT = "ProvisionedThroughput";
    private static final String ON_DEMAND = "PAY_PER_REQUEST";

    void check() {
        if (isOnDemand()) {
            table.refuse(THROUGHPUT, "is not for BillingMode PAY_PER_REQUEST");
        } else if (!table.has(THROUGHPUT)) {
            throw table.refusal(THROUGHPUT, "is required and missing, as BillingMode is not PAY_PER_REQUEST");
        }
    }

    void checkIndexes() {
        var onDemand = isOnDemand();
        for (var index : table.maps("GlobalSecondaryIndexes")) {
            if (onDemand) {
                findings.step(() -> index.refuse(THROUGHPUT, "is not for BillingMode PAY_PER_REQUEST"));
            } else if (!index.has(THROUGHPUT)) {
                findings.refuse(
                        index.origin(THROUGHPUT), "is required and missing, as BillingMode is not PAY_PER_REQUEST");
            }
        }
    }

    private boolean isOnDemand() {
        return table.oneOf("BillingMode", List.of("PROVISIONED", ON_DEMAND)).equals(ON_DEMAND);
    }
}
