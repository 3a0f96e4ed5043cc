package herald.local.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedMetricsTest {

    private static final String LINE = """
            {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"N","Dimensions":[["Stage"],["Stage","Dialect"],[]],
             "Metrics":[{"Name":"delivered","Unit":"Count"},{"Name":"ms"}]}]},
             "Stage":"prod","Dialect":"plain","delivered":3,"ms":[1.5,2]}
            """;

    private static EmbeddedMetrics read(String line) throws JsonProcessingException {
        return EmbeddedMetrics.of(new ObjectMapper().readTree(line));
    }

    @Test
    void eachMetricHasItsValuesForEachSetOfDimensions() throws JsonProcessingException {
        EmbeddedMetrics metrics = read(LINE);

        assertThat(metrics.faults()).isEmpty();
        assertThat(metrics.measurements())
                .extracting(each -> each.metric() + " " + each.unit() + " " + each.values())
                .containsExactly(
                        "N delivered {Stage=prod} Count [3.0]",
                        "N ms {Stage=prod} None [1.5, 2.0]",
                        "N delivered {Dialect=plain,Stage=prod} Count [3.0]",
                        "N ms {Dialect=plain,Stage=prod} None [1.5, 2.0]",
                        "N delivered {} Count [3.0]",
                        "N ms {} None [1.5, 2.0]");
    }

    @Test
    void aLineThatAsksForNoneHasNone() throws JsonProcessingException {
        assertThat(read("{\"delivered\":3}")).isEqualTo(read("[]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Timestamp\":1 | \"Timestamp\":\"now\" | _aws.Timestamp is no number of milliseconds",
                "\"Namespace\":\"N\" | \"Name\":\"N\" | a directive of _aws.CloudWatchMetrics has no Namespace",
                "\"Dialect\":\"plain\" | \"Dialect\":7 | the dimension Dialect of N has no text in the line",
                "\"delivered\":3 | \"delivered\":\"3\" | the metric delivered of N is no number and no list of numbers in the line",
                "[1.5,2] | [1.5,null] | the metric ms of N is no number and no list of numbers in the line"
            })
    void whatCloudWatchWouldLeaveOutIsSaid(String right, String wrong, String fault) throws JsonProcessingException {
        assertThat(read(LINE.replace(right, wrong)).faults()).contains(fault);
        assertThat(LINE).contains(right);
    }
}
