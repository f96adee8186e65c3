package io.ihcattribution.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.bench.ShopSize;
import io.ihcattribution.sample.SampleShop.Order;
import io.ihcattribution.sample.SampleShop.Visit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopProfileTest {

    @TempDir
    private static Path folder;

    private static SampleShop demo;

    @BeforeAll
    static void writeDemo() throws Exception {
        Path file = folder.resolve("shop.db");
        SampleDatabase.write(ShopProfile.demo(), file);
        demo = SampleShop.read(file);
    }

    @Test
    void demoHasTwoThousandConversionsInThirtyDays() {
        assertThat(demo.orders()).hasSize(2_000);
        assertThat(demo.orders().stream().map(order -> order.at().toLocalDate()).collect(toSet()))
                .hasSize(30)
                .contains(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 30));
        assertThat(demo.visits()).allSatisfy(visit -> assertThat(visit.at())
                .isBetween(LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 30, 23, 59, 59)));
    }

    @Test
    void demoHasPaidAndFreeChannels() {
        Map<String, BigDecimal> costs = new HashMap<>();
        demo.visits().forEach(visit -> costs.merge(
                visit.channel(), demo.costs().getOrDefault(visit.id(), BigDecimal.ZERO), BigDecimal::add));

        assertThat(costs).hasSize(10);
        assertThat(costs).hasEntrySatisfying("FB & IG Ads", cost -> assertThat(cost).isPositive());
        for (SampleChannel channel : SampleChannel.ALL) {
            assertThat(costs.get(channel.name()).signum()).as(channel.name()).isEqualTo(channel.paid() ? 1 : 0);
        }
        assertThat(costs.values().stream().filter(cost -> cost.signum() == 0)).hasSize(4);
    }

    @Test
    void demoHasFreeChannelsWithAndWithoutCostRows() {
        Set<String> without = new HashSet<>();
        Set<String> with = new HashSet<>();
        demo.visits().forEach(visit -> (demo.costs().containsKey(visit.id()) ? with : without).add(visit.channel()));

        assertThat(without).containsExactlyInAnyOrder("Direct Traffic", "Referral");
        assertThat(with).hasSize(8).contains("Organic Traffic", "Newsletter & Email");
        assertThat(with).doesNotContainAnyElementsOf(without);
    }

    @Test
    void demoJourneysAreMostlyShortAndAtMostForty() {
        List<Integer> lengths = demo.orders().stream()
                .map(order -> demo.journey(order).size()).filter(length -> length > 0).sorted().toList();

        assertThat(lengths.get(0)).isEqualTo(1);
        assertThat(lengths.get(lengths.size() - 1)).isEqualTo(40);
        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(3);
    }

    @Test
    void demoHasSomeConversionsWithoutSessions() {
        assertThat(demo.orders().stream().filter(order -> demo.journey(order).isEmpty()).count()).isBetween(5L, 40L);
    }

    @Test
    void demoHasUsersWithSeveralConversionsThatShareSessions() {
        Map<String, Long> conversions = demo.orders().stream().collect(groupingBy(Order::userId, counting()));
        Map<String, Integer> journeys = new HashMap<>();
        demo.orders()
                .forEach(order -> demo.journey(order).forEach(visit -> journeys.merge(visit.id(), 1, Integer::sum)));

        assertThat(conversions.values().stream().filter(count -> count > 1).count()).isBetween(150L, 250L);
        assertThat(journeys.values().stream().filter(count -> count > 1).count()).isGreaterThan(500);
    }

    @Test
    void demoHasManySessionsThatCostMoneyAndLeadToNothing() {
        Set<String> leading = new HashSet<>();
        demo.orders().forEach(order -> demo.journey(order).forEach(visit -> leading.add(visit.id())));
        BigDecimal spent = sum(demo.costs().values());
        BigDecimal wasted = sum(demo.costs().entrySet().stream()
                .filter(cost -> !leading.contains(cost.getKey())).map(Map.Entry::getValue).toList());

        assertThat(demo.visits()).hasSize(40_000);
        assertThat(leading).hasSizeBetween(6_000, 8_000);
        assertThat(wasted).isGreaterThan(spent.divide(BigDecimal.valueOf(2))).isLessThan(spent);
        assertThat(demo.visitsByUser().keySet()).hasSizeGreaterThan(10_000);
    }

    @Test
    void conversionsFollowTheLastSessionWithinMinutes() {
        for (Order order : demo.orders()) {
            List<Visit> journey = demo.journey(order);
            if (!journey.isEmpty()) {
                assertThat(Duration.between(journey.get(journey.size() - 1).at(), order.at()))
                        .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(20));
                assertThat(journey.get(journey.size() - 1).impression()).isZero();
            }
        }
    }

    @Test
    void channelsPlayTheirPart() {
        Map<String, Long> first = ends(0);
        Map<String, Long> last = ends(-1);

        for (String opener : List.of("FB & IG Ads", "Performance Max", "TikTok Ads", "Paid Search Non Brand")) {
            assertThat(first.get(opener)).as(opener).isGreaterThan(2 * last.get(opener));
        }
        for (String closer : List.of("Paid Search Brand", "Direct Traffic", "Newsletter & Email")) {
            assertThat(last.get(closer)).as(closer).isGreaterThan(2 * first.get(closer));
        }
    }

    @Test
    void moneyLooksLikeMoney() {
        assertThat(demo.orders()).allSatisfy(order -> {
            assertThat(order.revenue()).isBetween(new BigDecimal("4.90"), new BigDecimal("2000"));
            assertThat(order.revenue().scale()).isLessThanOrEqualTo(2);
        });
        assertThat(demo.costs().values()).allSatisfy(cost -> {
            assertThat(cost).isBetween(BigDecimal.ZERO, new BigDecimal("15"));
            assertThat(cost.scale()).isLessThanOrEqualTo(3);
        });
        BigDecimal revenue = sum(demo.orders().stream().map(Order::revenue).toList());
        assertThat(revenue.divide(BigDecimal.valueOf(2_000))).isBetween(new BigDecimal("60"), new BigDecimal("110"));
    }

    @Test
    void flagsAreZeroOrOneAndBothOccur() {
        assertThat(demo.visits().stream().map(Visit::holder).collect(toSet())).containsExactlyInAnyOrder(0, 1);
        assertThat(demo.visits().stream().map(Visit::closer).collect(toSet())).containsExactlyInAnyOrder(0, 1);
        assertThat(demo.visits().stream().map(Visit::impression).collect(toSet())).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void visitorsComeInTheDaytime() {
        long night = demo.visits().stream().filter(visit -> visit.at().getHour() < 6).count();

        assertThat(night).isPositive().isLessThan(demo.visits().size() / 15);
    }

    @Test
    void benchSizesAreTenfold() {
        assertThat(ShopSize.S.profile().conversions()).isEqualTo(20_000);
        assertThat(ShopSize.S.profile().sessions()).isEqualTo(400_000);
        assertThat(ShopSize.M.profile().conversions()).isEqualTo(200_000);
        assertThat(ShopSize.M.profile().sessions()).isEqualTo(4_000_000);
        assertThat(ShopSize.L.profile().conversions()).isEqualTo(2_000_000);
        assertThat(ShopSize.L.profile().sessions()).isEqualTo(40_000_000);
    }

    @Test
    void benchHasExactTotalsAndMostSessionsInJourneysOfUpToAHundred() throws Exception {
        Path file = folder.resolve("bench.db");
        SampleDatabase.write(ShopSize.S.profile(), file);
        SampleShop shop = SampleShop.read(file);

        assertThat(shop.orders()).hasSize(20_000);
        assertThat(shop.visits()).hasSize(400_000);
        Set<String> leading = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (Order order : shop.orders()) {
            List<Visit> journey = shop.journey(order);
            lengths.add(journey.size());
            journey.forEach(visit -> leading.add(visit.id()));
        }
        assertThat(leading).hasSizeBetween(300_000, 380_000);
        assertThat(lengths).hasSize(101).contains(0, 1, 100);
    }

    /** How often each channel stands at the end (-1) or the beginning (0) of a journey of two or more sessions. */
    private static Map<String, Long> ends(int end) {
        return demo.orders().stream()
                .map(demo::journey)
                .filter(journey -> journey.size() > 1)
                .collect(groupingBy(
                        journey -> journey.get(end == 0 ? 0 : journey.size() - 1).channel(), counting()));
    }

    private static BigDecimal sum(Iterable<BigDecimal> figures) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal figure : figures) {
            sum = sum.add(figure);
        }
        return sum;
    }
}
