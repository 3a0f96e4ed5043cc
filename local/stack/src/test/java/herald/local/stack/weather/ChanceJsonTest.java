package herald.local.stack.weather;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChanceJsonTest {

    private static List<Chance> read(String json) {
        return ChanceJson.read(json.getBytes(UTF_8));
    }

    @Test
    void whatIsReadIsWhatIsWritten() {
        String json = "[{\"kind\":\"throttled\",\"rate\":1.0,\"connections\":[\"a=\",\"b=\"]},"
                + "{\"kind\":\"kill\",\"rate\":0.25,\"functions\":[\"BroadcastFunction\"]},"
                + "{\"kind\":\"lost-answer\",\"rate\":0.0}]";
        assertThat(read(json))
                .containsExactly(
                        new Chance(Fault.THROTTLED, 1, Set.of("a=", "b="), Set.of()),
                        new Chance(Fault.KILL, 0.25, Set.of(), Set.of("BroadcastFunction")),
                        Chance.of(Fault.LOST_ANSWER, 0));
        assertThat(ChanceJson.write(read(json))).hasToString(json);
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultIsKnownByItsWord(Fault fault) {
        assertThat(Chance.parse(fault.word() + "=0.5")).isEqualTo(Chance.of(fault, 0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|a list is wanted",
                "[1|not JSON",
                "[] []|not JSON",
                "[{\"rate\":1}]|kind is missing",
                "[{\"kind\":\"eror\",\"rate\":1}]|there is no fault 'eror'; there are gone, too-large, throttled",
                "[{\"kind\":\"error\"}]|error: rate is missing or not a number",
                "[{\"kind\":\"error\",\"rate\":\"1\"}]|error: rate is missing or not a number",
                "[{\"kind\":\"error\",\"rate\":1.5}]|error: 1.5 is not a rate; give 0 to 1",
                "[{\"kind\":\"error\",\"rate\":-1}]|error: -1.0 is not a rate",
                "[{\"kind\":\"error\",\"rate\":1,\"connection\":\"a\"}]|error: there is no key connection",
                "[{\"kind\":\"error\",\"rate\":1,\"connections\":[]}]|connections is to be a list with one name at least",
                "[{\"kind\":\"error\",\"rate\":1,\"connections\":[1]}]|connections has what is no text: 1",
                "[{\"kind\":\"kill\",\"rate\":1,\"connections\":[\"a\"]}]|kill can't be limited to connections",
                "[{\"kind\":\"error\",\"rate\":1,\"functions\":[\"F\"]}]|error can't be limited to functions"
            })
    void whatIsWrongIsSaid(String json, String complaint) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .message()
                .hasLineCount(1);
    }
}
